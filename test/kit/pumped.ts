import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { startEventSourceMapping } from '../../local/event-source/mapping.ts';
import type { DiscardedRecords, MappingSettings, StreamHandler } from '../../local/event-source/options.ts';
import type { StreamPositions } from '../../local/event-source/positions.ts';
import { STREAM_ARN } from './memory-stream.ts';

export const numberOf = ({ dynamodb }: DynamoDBRecord): number => Number(dynamodb?.SequenceNumber);

export const memoryCheckpoint = (): StreamPositions & { positions: Map<string, number> } => {
  const positions = new Map<string, number>();
  return {
    positions,
    async read(shardId) {
      const position = positions.get(shardId);
      return position === undefined ? null : String(position).padStart(21, '0');
    },
    async write(shardId, sequenceNumber) {
      positions.set(shardId, Number(sequenceNumber));
    },
  };
};

/** Yields to everything else that is due: a pump that retries forever must not starve the test. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A pump that hardly waits and polls once a minute, so that the test drives it with `drain`. */
export const startPumped = (
  streams: DynamoDBStreamsClient,
  handler: StreamHandler,
  more: {
    settings?: Partial<MappingSettings>;
    checkpoint?: StreamPositions;
    onFailure?: (failed: DiscardedRecords) => Promise<void>;
    backoff?: (attempt: number) => Promise<void>;
    streamArn?: string;
  } = {},
) =>
  startEventSourceMapping({
    streams,
    streamArn: more.streamArn ?? STREAM_ARN,
    functionName: 'Project',
    handler,
    settings: {
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeSeconds: -1,
      reportBatchItemFailures: true,
      ...more.settings,
    },
    positions: more.checkpoint ?? memoryCheckpoint(),
    onFailure: more.onFailure ?? (async () => {}),
    idlePollMs: 60_000,
    backoff: more.backoff ?? nextTurn,
    now: () => 0,
  });
