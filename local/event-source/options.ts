import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { StreamPosition } from './positions.ts';

/** The settings of an event source mapping, by Lambda's own names; −1: without limit. */
export type MappingSettings = {
  batchSize: number;
  bisectBatchOnFunctionError: boolean;
  maximumRetryAttempts: number;
  maximumRecordAgeSeconds: number;
  reportBatchItemFailures: boolean;
};

/** A Lambda's handler; what it answers is looked at only when item failures are reported. */
export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<unknown>;

/** Records the handler never gets. `RecordsTrimmed`: the stream dropped them before they were read, so none are shown. */
export type Failed = {
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
  checkpoint: StreamPosition;
  /** Keeps what was given up; until it has, the pump does not go on past it. */
  onFailure(failed: Failed): Promise<void>;
  /** How long to wait after an empty answer, unless woken. */
  idlePollMs: number;
  /** Resolves when it is time for the `attempt`-th retry in a row (from 1). */
  backoff(attempt: number): Promise<void>;
  /** Milliseconds since 1970, for the age of records. */
  now(): number;
};
