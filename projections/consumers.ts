/**
 * The two readers of the log's stream; two is all a shard serves. A record that a reader cannot handle holds up all behind
 * it, so each gives up in the end, and well before the stream forgets the record after a day: the projector soon, for
 * callers wait for the board and a rebuild mends it; the publisher late, for nothing but a redrive does.
 */
export const CONSUMERS = {
  Project: { batchSize: 100, maximumRetryAttempts: 8, maximumRecordAgeSeconds: 3600 },
  Publish: { batchSize: 100, maximumRetryAttempts: 100, maximumRecordAgeSeconds: 72_000 },
} as const;

/**
 * The same for both. Order within a stream holds only with one batch of a shard at a time; LATEST could miss what is
 * written while a mapping is made or changed.
 */
export const CONSUMER_RULES = {
  startingPosition: 'TRIM_HORIZON',
  parallelizationFactor: 1,
  bisectBatchOnFunctionError: true,
  reportBatchItemFailures: true,
} as const;
