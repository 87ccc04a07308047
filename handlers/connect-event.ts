import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import { servesInstance } from '../domain/config/instances.ts';
import { parseE164 } from '../domain/emergency/index.ts';
import { contactIdSchema, ExplainedError, UnknownEvent } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import type { Call, Contact } from '../use-cases/call.ts';

/** A reply to a flow: flat, every value a non-empty string, as Connect's STRING_MAP requires. */
export type Reply = Record<string, string>;

const eventOf = <ContactData extends z.ZodMiniType, Value extends z.ZodMiniType>(
  ContactData: ContactData,
  value: Value,
) =>
  z.object({ Details: z.object({ ContactData, Parameters: z._default(z.record(z.upTo(100), value), {}) }) });

const contactFields = { ContactId: contactIdSchema, InstanceARN: z.text(1, 200) };

/** The event of any contact; only these two fields are required. */
const contactEvent = eventOf(
  z.object({ ...contactFields, LanguageCode: z.optional(z.unknown()) }),
  z.unknown(),
);

/** The event of an inbound call; fields Connect adds are ignored. `InitiationMethod` stays INBOUND across TransferToFlow. */
const callEvent = eventOf(
  z.object({
    ...contactFields,
    Channel: z.literal('VOICE'),
    InitiationMethod: z.literal('INBOUND'),
    LanguageCode: z.nullish(z.upTo(12)),
    CustomerEndpoint: z.nullish(z.object({ Address: z.nullish(z.upTo(80)) })),
  }),
  z.upTo(1000),
);

/** The flow sent invalid input; the message names the fields, never their values. */
export class BadFlowEvent extends ExplainedError {
  readonly code = 'BadFlowEvent';
}

/** A dependency failed. The message has the error's name but not its text, which may quote a number or a PIN. */
export class RequestFailed extends ExplainedError {
  readonly code = 'RequestFailed';
}

const withoutDetails = (name: string, error: unknown): Error => {
  if (error instanceof BadFlowEvent) return error;
  const what = error instanceof Error ? errorName(error) : typeof error;
  return new RequestFailed(`${name} could not answer (${what}); see its log line "request failed"`);
};

/** A field's name, or `?` for a key that no flow of ours uses, which may be digits a caller entered. */
const fieldName = (key: PropertyKey) => (/^[A-Za-z]{1,30}$/.test(String(key)) ? key : '?');

const parse = <Output>(schema: z.ZodMiniType<Output>, value: unknown, where: string): Output => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    ({ path, message }) => `${[where, ...path.map(fieldName)].join('.')}: ${message}`,
  );
  throw new BadFlowEvent(
    `invalid event from the flow (${faults.join('; ')}); publish the flows again: emergency flows render`,
  );
};

const contactOf = (
  config: Config,
  { ContactData, Parameters }: z.output<typeof contactEvent>['Details'],
): Contact => {
  if (!servesInstance(config.connect, ContactData.InstanceARN))
    throw new BadFlowEvent(
      'event.Details.ContactData.InstanceARN: not an instance of this line; add it to connect.furtherInstances, or set connect.allowAnyInstance',
    );
  const spoken = config.languages.map(({ code }) => code);
  return {
    contactId: ContactData.ContactId,
    instanceArn: ContactData.InstanceARN,
    language: spoken.find((code) => code === ContactData.LanguageCode) ?? spoken[0] ?? 'en-US',
    parameters: Parameters,
  };
};

const readContact = (config: Config, event: unknown): Contact =>
  contactOf(config, parse(contactEvent, event, 'event').Details);

const readCall = (config: Config, event: unknown): Call => {
  const { Details } = parse(callEvent, event, 'event');
  return { ...contactOf(config, Details), number: parseE164(Details.ContactData.CustomerEndpoint?.Address) };
};

/** The flow's name for the block, without a colon: the line adds suffixes after one (`…:sent`). */
export const step = z.matching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,49}$/, 'not a step of at most 50 letters');

/** The status of an error that the flow can say; an alarm watches the log for it. */
const statusOf = (error: unknown) => (error instanceof UnknownEvent ? { status: 'NEWER_VERSION' } : null);

/**
 * Creates a Lambda handler from a function of a contact and its checked parameters. An error is logged and rethrown without
 * its text (Lambda prints what is thrown), so that the flow takes its error branch and Connect may retry. During an upgrade, and
 * after one was taken back, the log may hold what only a newer version can read: the reply then says so (`NEWER_VERSION`).
 * @param whenNewer the other fields of that reply
 * @throws BadFlowEvent when the flow is at fault, RequestFailed when a dependency failed
 */
const handlerOf =
  <From extends Contact>(read: (config: Config, event: unknown) => From) =>
  <Parameters>(
    name: string,
    { config, log }: { config: Config; log: Log },
    schema: z.ZodMiniType<Parameters>,
    answer: (from: From, parameters: Parameters) => Promise<Reply>,
    whenNewer: Reply,
  ) =>
  async (event: unknown): Promise<Reply> => {
    let ids: { contactId?: string } = {};
    try {
      const from = read(config, event);
      ids = { contactId: from.contactId };
      const reply = await answer(from, parse(schema, from.parameters, 'event.Details.Parameters'));
      log('info', 'request completed', { function: name, ...ids, status: reply.status ?? 'none' });
      return reply;
    } catch (error) {
      const known = statusOf(error);
      log('error', 'request failed', { function: name, ...ids, ...known, error });
      if (known) return { ...whenNewer, ...known };
      throw withoutDetails(name, error);
    }
  };

/** Handles inbound voice calls only: an administrator's functions need the calling number. */
export const connectHandler = /* @__PURE__ */ handlerOf(readCall);

/** Handles contacts of every kind, for public information. */
export const contactHandler = /* @__PURE__ */ handlerOf(readContact);
