/**
 * The two consumers of the log's stream; a shard serves no more. A record with a permanent error is parked at once (batch.ts).
 * A transient error blocks its shard and is retried until the record is too old, well before the stream drops it after a
 * day: soon for the projector, whose rows are then rebuilt from the log (repair-rows.ts); late for the publisher,
 * which then tries once a minute (publish-parked.ts).
 */
export const CONSUMERS = {
  Project: { batchSize: 100, maximumRetryAttempts: -1, maximumRecordAgeSeconds: 3600 },
  Publish: { batchSize: 100, maximumRetryAttempts: -1, maximumRecordAgeSeconds: 72_000 },
} as const;

/**
 * Settings of both consumers. One batch per shard at a time preserves the order within a stream; LATEST could miss events
 * written while a mapping is created or changed.
 */
export const CONSUMER_RULES = {
  startingPosition: 'TRIM_HORIZON',
  parallelizationFactor: 1,
  bisectBatchOnFunctionError: true,
  reportBatchItemFailures: true,
} as const;
