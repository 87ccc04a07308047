import { DescribeStreamCommand, type Shard } from '@aws-sdk/client-dynamodb-streams';
import { createDrainWaiters } from './drain-waiters.ts';
import type { MappingOptions } from './options.ts';
import { followShard, type MappingContext } from './shard.ts';
import { createWakeSignal } from './wake-signal.ts';

export type EventSourceMapping = {
  /** Polls at once. */
  wake(): void;
  /**
   * Resolves when everything in the stream at the time of the call was processed or discarded, with positions saved.
   * Rejects after ten failed attempts in a row, though retries continue, or when the mapping is stopped.
   * Takes an empty page for the end of an open shard, which is true of the embedded database and DynamoDB Local.
   */
  drain(): Promise<void>;
  /** Lets the handler finish its batch, saves the position, and ends. */
  stop(): Promise<void>;
};

/**
 * Lambda's event source mapping for one stream and one function, from the stored position or else TRIM_HORIZON: shards
 * in parallel, parents before children, each shard in order, each record at least once (for failures see
 * `deliverBatch`). Works with DynamoDB, DynamoDB Local and the embedded database.
 */
export const startEventSourceMapping = (options: MappingOptions): EventSourceMapping => {
  const wakeSignal = createWakeSignal(options.idlePollMs);
  const drainWaiters = createDrainWaiters(options.functionName);
  /** By followed shard ('' for discovery itself): the wake count up to which it is done. */
  const doneUpTo = new Map<string, number>();
  const started = new Set<string>();
  const finished = new Set<string>();

  const settle = () => drainWaiters.settle(Math.min(wakeSignal.wakeCount(), ...doneUpTo.values()));

  const pause = async (attempt: number, error: unknown): Promise<boolean> => {
    drainWaiters.failure(error);
    await wakeSignal.unlessStopped(options.backoff(attempt));
    return !wakeSignal.stopped();
  };

  const retryUntilStopped = async <T>(action: () => Promise<T>): Promise<T | null> => {
    for (let attempt = 1; !wakeSignal.stopped(); attempt++) {
      try {
        return await action();
      } catch (error) {
        await pause(attempt, error);
      }
    }
    return null;
  };

  const context: MappingContext = {
    options,
    wakeSignal,
    pause,
    retryUntilStopped,
    progress: drainWaiters.progress,
  };

  const follow = async (shardId: string): Promise<void> => {
    started.add(shardId);
    doneUpTo.set(shardId, -1);
    await followShard(context, shardId, (wakeCount) => {
      doneUpTo.set(shardId, wakeCount);
      settle();
    });
    finished.add(shardId);
    await followNext(shardId);
  };

  /** Follows the shards that are ready once `shardId` is done. */
  const followNext = async (shardId: string): Promise<void> => {
    const following = (await discover(shardId)).map(follow);
    doneUpTo.delete(shardId);
    settle();
    await Promise.all(following);
  };

  /**
   * Returns the shards not yet followed whose parents are done. While the stream is open it waits for a child of
   * `shardId` ('': for any shard), since the service may list it shortly after the parent closes.
   */
  const discover = async (shardId: string): Promise<string[]> => {
    const stream = await retryUntilStopped(() => describeStream(options));
    if (!stream) return [];
    const listed = new Set(stream.shards.map(({ ShardId }) => ShardId));
    const ready = stream.shards.flatMap(({ ShardId, ParentShardId }) => {
      const parentPending = listed.has(ParentShardId) && !finished.has(ParentShardId ?? '');
      return ShardId && !started.has(ShardId) && !parentPending ? [ShardId] : [];
    });
    const succeeded = stream.shards.some(({ ParentShardId }) => shardId === '' || ParentShardId === shardId);
    if (ready.length > 0 || succeeded || !stream.open) return ready;
    await wakeSignal.idle(wakeSignal.wakeCount());
    return discover(shardId);
  };

  const stopped = () => new Error(`${options.functionName} was stopped`);
  doneUpTo.set('', -1);
  const running = followNext('');

  return {
    wake: wakeSignal.wake,
    drain() {
      if (wakeSignal.stopped()) return Promise.reject(stopped());
      wakeSignal.wake();
      const drained = drainWaiters.wait(wakeSignal.wakeCount());
      settle();
      return drained;
    },
    async stop() {
      wakeSignal.stop();
      drainWaiters.rejectAll(stopped());
      await running;
    },
  };
};

const describeStream = async (
  options: MappingOptions,
  ExclusiveStartShardId?: string,
): Promise<{ open: boolean; shards: Shard[] }> => {
  const request = new DescribeStreamCommand({ StreamArn: options.streamArn, ExclusiveStartShardId });
  const {
    Shards = [],
    StreamStatus,
    LastEvaluatedShardId,
  } = (await options.streams.send(request)).StreamDescription ?? {};
  const rest = LastEvaluatedShardId ? await describeStream(options, LastEvaluatedShardId) : null;
  return { open: StreamStatus !== 'DISABLED', shards: [...Shards, ...(rest?.shards ?? [])] };
};
