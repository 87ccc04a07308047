import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { deliverBatch } from './batch.ts';
import { toDelivery } from './lambda-event.ts';
import type { Failed, MappingOptions } from './options.ts';
import type { WakeSignal } from './wake-signal.ts';

/** What all shards of a pump share. */
export type MappingContext = {
  options: MappingOptions;
  wakeSignal: WakeSignal;
  /** Waits before a retry, the `attempt`-th in a row. False: the pump was stopped. */
  pause(attempt: number, error: unknown): Promise<boolean>;
  /** Tries until it succeeds; null when the pump was stopped before. */
  persist<T>(action: () => Promise<T>): Promise<T | null>;
  /** A record of some shard is done. */
  progress(): void;
};

/** "The maximum number of records to return": API reference of GetRecords. */
const MOST_RECORDS = 1000;

/**
 * Follows a shard from its checkpoint until it is closed and done, or the pump is stopped. After any failure it reads on
 * from the last record done: nothing is skipped, something may be delivered again. `empty` is told, at the end of an
 * open shard, up to which wakeCount everything is done.
 */
export const followShard = async (
  pump: MappingContext,
  shardId: string,
  empty: (wakeCount: number) => void,
): Promise<void> => {
  const { options, wakeSignal } = pump;
  let position = await pump.persist(() => options.checkpoint.read(shardId));
  let iterator: string | undefined;

  const giveUp = (reason: Failed['reason'], records: Failed['records']) =>
    options.onFailure({ shardId, reason, records });

  const checkpoint = async (sequenceNumber: string): Promise<void> => {
    await options.checkpoint.write(shardId, sequenceNumber);
    position = sequenceNumber;
    pump.progress();
  };

  const turn = async (): Promise<'some' | 'none' | 'end'> => {
    iterator ??= await iteratorAfter(options, shardId, position);
    const page = await options.streams.send(
      new GetRecordsCommand({
        ShardIterator: iterator,
        Limit: Math.min(options.settings.batchSize, MOST_RECORDS),
      }),
    );
    const batch = (page.Records ?? []).map((record) => toDelivery(options.streamArn, record));
    await deliverBatch({ ...options, pause: pump.pause, giveUp, checkpoint }, batch);
    iterator = page.NextShardIterator;
    if (!iterator) return 'end';
    return batch.length > 0 ? 'some' : 'none';
  };

  const turnOrLoss = async () => {
    try {
      return await turn();
    } catch (error) {
      iterator = undefined;
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      await giveUp('RecordsTrimmed', []);
      position = null;
      return 'some';
    }
  };

  while (!wakeSignal.stopped()) {
    const wakeCount = wakeSignal.wakeCount();
    const found = await pump.persist(turnOrLoss);
    if (found === 'end') return;
    if (found !== 'none') continue;
    empty(wakeCount);
    await wakeSignal.idle(wakeCount);
  }
};

const iteratorAfter = async (
  { streams, streamArn }: MappingOptions,
  ShardId: string,
  position: string | null,
): Promise<string | undefined> => {
  const place = position
    ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' as const, SequenceNumber: position }
    : { ShardIteratorType: 'TRIM_HORIZON' as const };
  const request = new GetShardIteratorCommand({ StreamArn: streamArn, ShardId, ...place });
  return (await streams.send(request)).ShardIterator;
};
