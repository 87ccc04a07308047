/**
 * How long our AWS clients wait and how often they ask. Connect gives a flow's Lambda eight seconds in all and itself
 * asks again, so no single call may hold it for long.
 *
 * `throwOnRequestTimeout` is needed: without it the SDK only logs that the time is over, and goes on waiting.
 */
const patience = (requestTimeout: number) => ({
  connectionTimeout: 500,
  requestTimeout,
  throwOnRequestTimeout: true,
});

/** For calls that do no harm when they are made twice: keys, look-ups, reads, conditional puts, events with an id. */
export const REPEATABLE = { maxAttempts: 2, requestHandler: patience(1_000) } as const;

/** For sending a text. A lost answer may stand for a delivered text, so the SDK must not send it again. */
export const ONCE = { maxAttempts: 1, requestHandler: patience(2_000) } as const;
