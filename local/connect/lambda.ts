import { z } from 'zod';
import { QUOTAS } from '../../flows/index.ts';
import { contactData } from './data.ts';
import type { ConnectPorts, Contact } from './types.ts';

/** Connect retries throttles, 500s and errors up to three times within the time limit (admin guide). */
const RETRIES = 3;

/** The event Connect sends (admin guide). */
export const lambdaEvent = (contact: Contact, parameters: Record<string, unknown>) => ({
  Name: 'ContactFlowEvent',
  Details: { ContactData: contactData(contact), Parameters: parameters },
});

type Reply = { external: unknown } | { why: string };
type Deadline = { passed: boolean };

/** Drops undefined values, as Lambda does; null for a value that JSON cannot express. */
const toJson = (value: unknown): string | null => {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch {
    return null;
  }
};

const readReply = (value: unknown, type: 'STRING_MAP' | 'JSON'): Reply => {
  const json = toJson(value);
  if (json === null) return { why: 'the reply is not JSON' };
  if (Buffer.byteLength(json) >= QUOTAS.lambdaReplyBytes) return { why: 'the reply is 32 KB or more' };
  const external: unknown = JSON.parse(json);
  if (type === 'JSON' || z.record(z.string(), z.string()).safeParse(external).success) return { external };
  return { why: 'the reply is not a flat map of strings, as STRING_MAP requires' };
};

const attempt = async (ports: ConnectPorts, call: Call, deadline: Deadline): Promise<Reply> => {
  const until = ports.now() + call.limitMs;
  let why = 'the function was not invoked';
  for (let tries = 0; tries <= RETRIES && !deadline.passed && ports.now() < until; tries += 1) {
    try {
      // Each attempt gets its own copy, which the function may change.
      const event: unknown = JSON.parse(JSON.stringify(call.event));
      return readReply(await ports.invokeLambda(call.arn, event, until - ports.now()), call.responseType);
    } catch (error) {
      why = `the function failed with ${error instanceof Error ? error.name : 'a thrown value'}`;
    }
  }
  return { why };
};

export type Call = { arn: string; event: unknown; limitMs: number; responseType: 'STRING_MAP' | 'JSON' };

/** Invokes a function synchronously. Never throws: a failure, a timeout or an invalid reply is a `why` for the error branch. */
export const callLambda = async (ports: ConnectPorts, call: Call): Promise<Reply> => {
  const deadline: Deadline = { passed: false };
  let cancelTimer = () => {};
  const limit = new Promise<Reply>((resolve) => {
    cancelTimer = ports.startTimer(call.limitMs, () => {
      deadline.passed = true;
      resolve({ why: `no reply within ${call.limitMs / 1000} s` });
    });
  });
  try {
    return await Promise.race([attempt(ports, call, deadline), limit]);
  } finally {
    cancelTimer();
  }
};
