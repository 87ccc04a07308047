import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { StreamPositions } from './positions.ts';

/** The settings of an event source mapping, by Lambda's own names; −1: unlimited. */
export type MappingSettings = {
  batchSize: number;
  bisectBatchOnFunctionError: boolean;
  maximumRetryAttempts: number;
  maximumRecordAgeSeconds: number;
  reportBatchItemFailures: boolean;
};

/** A Lambda handler; its response is read only when `reportBatchItemFailures` is set. */
export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<unknown>;

/** Records that are skipped. `RecordsTrimmed`: the stream removed them before they were read; `records` is empty. */
export type DiscardedRecords = {
  shardId: string;
  reason: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'RecordsTrimmed';
  records: DynamoDBRecord[];
};

export type MappingOptions = {
  streams: DynamoDBStreamsClient;
  streamArn: string;
  functionName: string;
  handler: StreamHandler;
  settings: MappingSettings;
  positions: StreamPositions;
  /** Stores discarded records. The mapping does not continue until this resolves. */
  onFailure(discarded: DiscardedRecords): Promise<void>;
  /** Milliseconds to wait after an empty page, unless woken. */
  idlePollMs: number;
  /** Resolves when consecutive retry number `attempt` (from 1) is due. */
  backoff(attempt: number): Promise<void>;
  /** Milliseconds since 1970, for the age of records. */
  now(): number;
};
