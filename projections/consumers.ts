/**
 * The two readers of the log's stream; two is all a shard serves. A record that can never be handled is parked at once
 * (batch.ts). What fails by a fault of AWS's holds up all behind it and is tried without limit, until the record is too
 * old, well before the stream forgets it after a day: soon for the projector, whose rows are then rebuilt from the log
 * (mend.ts); late for the publisher, where nothing but a redrive helps.
 */
export const CONSUMERS = {
  Project: { batchSize: 100, maximumRetryAttempts: -1, maximumRecordAgeSeconds: 3600 },
  Publish: { batchSize: 100, maximumRetryAttempts: -1, maximumRecordAgeSeconds: 72_000 },
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
