import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** The settings of an AWS client, besides its Region. */
export type ClientSettings = Required<Pick<DynamoDBClientConfig, 'maxAttempts' | 'requestHandler'>>;

/**
 * A client that waits `requestTimeout` milliseconds for a response, connecting included, and tries `maxAttempts` times.
 * Without `throwOnRequestTimeout` the SDK only logs the timeout and goes on waiting.
 */
const settings = (maxAttempts: number, requestTimeout: number) => ({
  maxAttempts,
  requestHandler: {
    connectionTimeout: Math.min(500, requestTimeout),
    requestTimeout,
    throwOnRequestTimeout: true,
  },
});

/** For idempotent calls: keys, look-ups, reads, conditional puts, events with an id. */
export const REPEATABLE = settings(2, 1_000);

/** For sending a text. When the response is lost the text may have been sent, so the SDK must not retry. */
export const ONCE = settings(1, 2_000);

/** For Connect's management API, which allows two calls a second; a deployment makes several at once. */
export const CONNECT = { ...settings(10, 2_000), retryMode: 'adaptive' };

/** The timeout for CloudFormation's response endpoint, in milliseconds. */
export const ANSWER_TIMEOUT = 10_000;

/** Kinds of calls by their client settings. `lookup`: number look-ups and delivery feedback. */
export type ClientKind = 'repeatable' | 'once' | 'lookup';

/**
 * While a caller waits. Connect allows a block eight seconds (`InvocationTimeLimitSeconds`), so all calls of the longest
 * path through a function must fit into its timeout, even at their slowest: a function that is stopped may have appended an
 * event without answering. `test/infra/time-budget.int.test.ts` checks the sum.
 */
export const DURING_A_CALL = { repeatable: settings(2, 250), once: ONCE, lookup: settings(1, 800) };

/** When no caller waits: stream consumers, and operators far from the Region. */
export const BACKGROUND = { repeatable: REPEATABLE, once: ONCE, lookup: REPEATABLE };
