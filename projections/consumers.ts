/** The two readers of the log's stream (two is all a shard serves), with EVENT-STORE's settings for each. */
export const CONSUMERS = {
  Project: { batchSize: 100, maximumRetryAttempts: 8, maximumRecordAgeSeconds: 3600 },
  Publish: { batchSize: 100, maximumRetryAttempts: 100, maximumRecordAgeSeconds: 72_000 },
} as const;

/** The same for both: order per stream holds only with one batch of a shard at a time. */
export const CONSUMER_RULES = {
  startingPosition: 'TRIM_HORIZON',
  parallelizationFactor: 1,
  bisectBatchOnFunctionError: true,
  reportBatchItemFailures: true,
} as const;
