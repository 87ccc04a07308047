import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { type BatchDelivery, deliverBatch } from './batch.ts';
import { toDelivery } from './lambda-event.ts';
import type { MappingOptions } from './options.ts';
import type { WakeSignal } from './wake-signal.ts';

/** What all shards of a mapping share. */
export type MappingContext = {
  options: MappingOptions;
  wakeSignal: WakeSignal;
  /** Waits before consecutive retry number `attempt`. False: the mapping was stopped. */
  pause(attempt: number, error: unknown): Promise<boolean>;
  /** Null: the mapping was stopped before the action succeeded. */
  retryUntilStopped<T>(action: () => Promise<T>): Promise<T | null>;
  /** A record of some shard is done. */
  progress(): void;
};

/** "The maximum number of records to return": API reference of GetRecords. */
const MAX_RECORDS = 1000;

/**
 * Follows a shard from its stored position until it is closed and done, or the mapping is stopped. After a failure it
 * resumes after the last record done: no record is skipped, some may be delivered again. At the end of an open shard,
 * `onEmpty` gets the wake count up to which everything is done.
 */
export const followShard = async (
  mapping: MappingContext,
  shardId: string,
  onEmpty: (wakeCount: number) => void,
): Promise<void> => {
  const { options, wakeSignal } = mapping;
  let position = await mapping.retryUntilStopped(() => options.positions.read(shardId));
  let iterator: string | undefined;

  const discard: BatchDelivery['discard'] = (reason, records) =>
    options.onFailure({ shardId, reason, records });

  const savePosition = async (sequenceNumber: string): Promise<void> => {
    await options.positions.write(shardId, sequenceNumber);
    position = sequenceNumber;
    mapping.progress();
  };

  const deliverPage = async (): Promise<'records' | 'empty' | 'closed'> => {
    iterator ??= await iteratorAfter(options, shardId, position);
    const page = await options.streams.send(
      new GetRecordsCommand({
        ShardIterator: iterator,
        Limit: Math.min(options.settings.batchSize, MAX_RECORDS),
      }),
    );
    const batch = (page.Records ?? []).map((record) => toDelivery(options.streamArn, record));
    await deliverBatch({ ...options, pause: mapping.pause, discard, savePosition }, batch);
    iterator = page.NextShardIterator;
    if (!iterator) return 'closed';
    return batch.length > 0 ? 'records' : 'empty';
  };

  const deliverPageOrSkipTrimmed = async () => {
    try {
      return await deliverPage();
    } catch (error) {
      iterator = undefined;
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      await discard('RecordsTrimmed', []);
      position = null;
      return 'records';
    }
  };

  while (!wakeSignal.stopped()) {
    const wakeCount = wakeSignal.wakeCount();
    const delivered = await mapping.retryUntilStopped(deliverPageOrSkipTrimmed);
    if (delivered === 'closed') return;
    if (delivered !== 'empty') continue;
    onEmpty(wakeCount);
    await wakeSignal.idle(wakeCount);
  }
};

const iteratorAfter = async (
  { streams, streamArn }: MappingOptions,
  ShardId: string,
  position: string | null,
): Promise<string | undefined> => {
  const start = position
    ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position }
    : { ShardIteratorType: 'TRIM_HORIZON' as const };
  const request = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId, ...start });
  return (await streams.send(request)).ShardIterator;
};
