import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** What a client of any AWS service is made with, besides its Region. */
export type ClientSettings = Required<Pick<DynamoDBClientConfig, 'maxAttempts' | 'requestHandler'>>;

/**
 * A client that waits `requestTimeout` milliseconds for an answer, connecting included, and asks `maxAttempts` times.
 * `throwOnRequestTimeout` is needed: without it the SDK only logs that the time is over, and goes on waiting.
 */
const settings = (maxAttempts: number, requestTimeout: number) => ({
  maxAttempts,
  requestHandler: {
    connectionTimeout: Math.min(500, requestTimeout),
    requestTimeout,
    throwOnRequestTimeout: true,
  },
});

/** For calls that do no harm when they are made twice: keys, look-ups, reads, conditional puts, events with an id. */
export const REPEATABLE = settings(2, 1_000);

/** For sending a text. A lost answer may stand for a delivered text, so the SDK must not send it again. */
export const ONCE = settings(1, 2_000);

/** For Connect's management calls: two a second, and a deployment makes several at once. */
export const CONNECT = { ...settings(10, 2_000), retryMode: 'adaptive' };

/** How long CloudFormation's endpoint is waited for, in milliseconds. */
export const ANSWER_TIMEOUT = 10_000;

/** Each kind of call has settings of its own. `lookup`: what a number is, and whether a text arrived. */
export type ClientKind = 'repeatable' | 'once' | 'lookup';

/**
 * While a caller waits. Connect gives a block eight seconds in all (`InvocationTimeLimitSeconds`), so every client call on
 * the longest path through a function, at its slowest, has to fit in the function's timeout; a function that is killed may
 * have written an event it never answers. `test/infra/time-budget.int.test.ts` does the sum.
 */
export const DURING_A_CALL = { repeatable: settings(2, 250), once: ONCE, lookup: settings(1, 800) };

/** Where nobody is on the phone: stream consumers, and an operator who may be half a world away from the Region. */
export const BACKGROUND = { repeatable: REPEATABLE, once: ONCE, lookup: REPEATABLE };
