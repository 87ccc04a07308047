import type { Config } from '../domain/config/config.ts';
import { describeEvent, eventOutcome, secretIn } from '../domain/emergency/index.ts';
import { ExplainedError, type StoredEvent, ulid, visible } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import type { AdminPorts } from '../use-cases/enroll-admin.ts';
import type { OperatorAction } from '../use-cases/operator-action.ts';
import type { RepublishPorts } from '../use-cases/republish.ts';

/** The stack's roles that may call a function URL, one for each kind of duty. */
export const CALLER_ROLES = ['Operator', 'Doctor', 'Eraser'] as const;
export type CallerRole = (typeof CALLER_ROLES)[number];

/** Who calls, as the transport knows it and no request can say: on one machine the machine's user has every role. */
export type Caller = { principal: string; roles: readonly CallerRole[] };

export type OperatorPorts = AdminPorts & RepublishPorts & { config: Config };

/** What a route that writes replies: the event, described. */
export type OperatorReply = Pick<StoredEvent, 'stream' | 'seq' | 'type' | 'at' | 'actor'> & {
  event: string;
  sentence: string;
};

/** The configuration that a function runs with, without `deployment`: that is the stack's, and has addresses of people. */
export type ConfigReply = { config: Omit<Config, 'deployment'> };

/** A request that is not carried out; nothing, or a refusal, was recorded. `status`: of HTTP. */
export class RequestRefused extends ExplainedError {
  readonly code: string;
  readonly status: 400 | 403 | 404 | 409;

  constructor(status: RequestRefused['status'], code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export type Route = {
  /** Null: whoever may use any route. */
  role: CallerRole | null;
  run(ports: OperatorPorts, principal: string, body: unknown): Promise<OperatorReply | ConfigReply>;
};

/** Begins an action's id, and so the name of the stream that exports and probes write to: a policy can tell them apart. */
type Prefix = 'cli' | 'export' | 'drill';

/**
 * A route of `Operate` or `Erase`. Its body has the fields of `shape` and an `id`, a ULID that the client makes for each
 * command: the same command sent again, because its reply was lost, returns the recorded event.
 */
export const route = <Shape extends z.core.$ZodShape>(
  role: CallerRole,
  prefix: Prefix,
  shape: Shape,
  run: (
    ports: OperatorPorts,
    action: OperatorAction,
    body: z.output<z.ZodMiniObject<Shape>>,
  ) => Promise<OperatorReply>,
): Route => {
  const schema = z.strictObject({ ...shape, id: ulid });
  return {
    role,
    run: (ports, principal, value) => {
      const { id, ...body } = parseBody(schema, value) as { id: string } & z.output<z.ZodMiniObject<Shape>>;
      return run(ports, { principal, actionId: `${prefix}-${id}` }, body as z.output<z.ZodMiniObject<Shape>>);
    },
  };
};

/** Replies with the configuration, and records nothing; its body has no fields. */
export const configRoute: Route = {
  role: null,
  run: async ({ config: { deployment: _, ...config } }, __, value) => {
    parseBody(z.strictObject({}), value);
    return { config };
  },
};

/** @throws RequestRefused naming each field, without quoting what it holds: a number may be in the wrong one */
const parseBody = <Body>(schema: z.ZodMiniType<Body>, value: unknown): Body => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw new RequestRefused(400, 'bad-request', faults.join('; '));
};

/**
 * The reply for a recorded event.
 * @throws RequestRefused when the event is a refusal
 */
export const replyOf = (event: StoredEvent): OperatorReply => {
  const sentence = describeEvent(event);
  if (eventOutcome(event) === 'refused')
    throw new RequestRefused(409, 'refused', `${sentence} Recorded as event ${event.id}`);
  const { id, stream, seq, type, at, actor } = event;
  return { event: id, stream, seq, type, at, actor, sentence };
};

/** The longest reason an event may have, in characters. */
export const MAX_REASON = 200;

/** A text that is not blank and shows all that it says: it is recorded and printed. */
export const wording = (most = MAX_REASON) =>
  z.string().check(
    z.refine((text) => text.trim() !== '' && text.length <= most, `must be 1 to ${most} characters`),
    visible,
  );

/** A text that the log stores in the clear: with no telephone number and no PIN, which it could never forget. */
export const reasonText = () =>
  wording().check(z.refine((text) => secretIn(text) === null, 'must not contain a phone number or a PIN'));
