import { ulid } from 'ulid';
import { z } from 'zod';
import { UserError } from './output.ts';

const recorded = z.object({
  event: z.string(),
  stream: z.string(),
  seq: z.number(),
  type: z.string(),
  at: z.string(),
  actor: z.string(),
  sentence: z.string(),
  maskedNumber: z.string().optional(),
  phone: z.string().optional(),
  factor: z.string().optional(),
  lookupError: z.string().optional(),
  changed: z.array(z.string()).nullish(),
  uri: z.string().optional(),
  published: z.number().optional(),
  lastAt: z.string().nullish(),
  cursor: z.string().nullish(),
});
const inForce = z.object({ config: z.record(z.string(), z.unknown()) });
const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** What a route of `Operate` or `Erase` recorded. */
export type Recorded = z.infer<typeof recorded>;

/** Sends a body to a route; on a deployment signed, on one machine to the line that runs, else to the handlers themselves. */
export type Send = (route: string, body: string) => Promise<{ status: number; body: string }>;

/** @throws UserError when it is refused */
export type Operate = (route: string, fields: Record<string, unknown>) => Promise<Recorded>;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The routes name a field as its option is named. */
const asOption = (message: string) =>
  message
    .replace(/^adminId: /, '')
    .replace(/^(number|name|locations|language|type|reason|basis|by): /, '--$1: ');

/** @throws UserError when it was refused */
const replyOf = ({ status, body }: { status: number; body: string }): unknown => {
  const reply = parsed(body);
  if (status === 200) return reply;
  const refused = failure.safeParse(reply);
  if (refused.success) throw new UserError(asOption(refused.data.error.message));
  throw new UserError(
    status === 403
      ? 'AWS refused the request: these credentials may not use the function URL; assume the role of the duty (docs/deploy.md)'
      : `the request was answered with HTTP ${status}; see the log of the function, and try again`,
  );
};

/** Each command has an id, so that sending it again does it once; one may share that of another command it goes with. */
export const operateBy =
  (send: Send, now: () => number): Operate =>
  async (route, fields) =>
    recorded.parse(replyOf(await send(route, JSON.stringify({ id: ulid(now()), ...fields }))));

/** The configuration that `Operate` runs with, without `deployment`. @throws UserError when it is refused */
export const configBy = async (send: Send): Promise<Record<string, unknown>> =>
  inForce.parse(replyOf(await send('config', '{}'))).config;
