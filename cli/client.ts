import { z } from 'zod';
import { UserError } from './output.ts';

const call = z.object({
  callId: z.string(),
  state: z.enum(['in-progress', 'ended']),
  said: z.array(z.string()),
  waitingFor: z.object({ kind: z.enum(['menu', 'digits']), timeoutSeconds: z.number() }).nullable(),
});
export type CallView = z.infer<typeof call>;

const sms = z.object({ messageId: z.string(), at: z.string(), from: z.string(), body: z.string() });
const event = z.looseObject({
  id: z.string(),
  at: z.string(),
  stream: z.string(),
  seq: z.number(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
});
const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A client of the line's HTTP API. */
export const client = (url: string) => {
  const request = async <Reply>(
    method: string,
    path: string,
    schema: z.ZodType<Reply>,
    body?: unknown,
  ): Promise<Reply> => {
    const init =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${url}/api${path}`, init).catch(() => {
      throw new UserError(`no line is reachable at ${url}; start one with: npm start`);
    });
    const reply: unknown = await response.json();
    if (response.ok) return schema.parse(reply);
    const { code, message } = failure.parse(reply).error;
    throw new UserError(`${message} (${code})`);
  };
  return {
    dial: (from: string, to: string) => request('POST', '/calls', call, { from, to }),
    keys: (callId: string, digits: string) => request('POST', `/calls/${callId}/keys`, call, { digits }),
    wait: (callId: string) => request('POST', `/calls/${callId}/wait`, call),
    hangup: (callId: string) => request('POST', `/calls/${callId}/hangup`, call),
    messages: async (number: string) =>
      (
        await request(
          'GET',
          `/phones/${encodeURIComponent(number)}/messages`,
          z.object({ messages: z.array(sms) }),
        )
      ).messages,
    config: () => request('GET', '/config', z.record(z.string(), z.unknown())),
    board: async () =>
      (await request('GET', '/board', z.object({ board: z.array(z.record(z.string(), z.unknown())) }))).board,
    events: async () =>
      (await request('GET', '/events?limit=1000', z.object({ events: z.array(event) }))).events,
    verify: () =>
      request('GET', '/verify', z.looseObject({ ok: z.boolean(), events: z.number(), streams: z.number() })),
    advanceClock: (advanceSeconds: number) =>
      request('POST', '/clock', z.object({ now: z.string() }), { advanceSeconds }),
  };
};
export type Client = ReturnType<typeof client>;
