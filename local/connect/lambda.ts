import { z } from 'zod';
import { QUOTAS } from '../../flows/index.ts';
import { contactData } from './data.ts';
import type { ConnectPorts, Contact } from './types.ts';

/** Throttles, 500s and errors are tried again up to three times within the time limit (admin guide): handlers have to be idempotent. */
const RETRIES = 3;

/** The event Connect sends (admin guide). */
export const lambdaEvent = (contact: Contact, parameters: Record<string, unknown>) => ({
  Name: 'ContactFlowEvent',
  Details: { ContactData: contactData(contact), Parameters: parameters },
});

type Reply = { external: unknown } | { why: string };
type Late = { late: boolean };

/** Undefined values vanish as they do in the JSON a Lambda returns; what JSON cannot say is a failure. */
const throughJson = (value: unknown): string | null => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return null;
  }
};

const readReply = (value: unknown, type: 'STRING_MAP' | 'JSON'): Reply => {
  const json = throughJson(value);
  if (json === null) return { why: 'the reply is not JSON' };
  if (Buffer.byteLength(json) >= QUOTAS.lambdaReplyBytes) return { why: 'the reply is 32 KB or more' };
  const external: unknown = JSON.parse(json);
  if (type === 'JSON' || z.record(z.string(), z.string()).safeParse(external).success) return { external };
  return { why: 'the reply is not a flat map of strings, as STRING_MAP requires' };
};

const attempt = async (ports: ConnectPorts, call: Call, over: Late): Promise<Reply> => {
  const until = ports.now() + call.limitMs;
  let why = 'the function was not invoked';
  for (let tries = 0; tries <= RETRIES && !over.late && ports.now() < until; tries += 1) {
    try {
      // A copy for each try: what a function does to its event is its own affair.
      const event: unknown = JSON.parse(JSON.stringify(call.event));
      return readReply(await ports.invokeLambda(call.arn, event, until - ports.now()), call.responseType);
    } catch (error) {
      why = `the function failed with ${error instanceof Error ? error.name : 'something thrown'}`;
    }
  }
  return { why };
};

export type Call = { arn: string; event: unknown; limitMs: number; responseType: 'STRING_MAP' | 'JSON' };

/** One synchronous invocation. Never throws: a failure, a late or an unfit reply is a `why` for the error branch. */
export const callLambda = async (ports: ConnectPorts, call: Call): Promise<Reply> => {
  const over: Late = { late: false };
  let forget = () => {};
  const limit = new Promise<Reply>((resolve) => {
    forget = ports.startTimer(call.limitMs, () => {
      over.late = true;
      resolve({ why: `no reply within ${call.limitMs / 1000} s` });
    });
  });
  try {
    return await Promise.race([attempt(ports, call, over), limit]);
  } finally {
    forget();
  }
};
