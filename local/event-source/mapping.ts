import { DescribeStreamCommand, type Shard } from '@aws-sdk/client-dynamodb-streams';
import { createDrainWaiters } from './drain-waiters.ts';
import type { MappingOptions } from './options.ts';
import { followShard, type MappingContext } from './shard.ts';
import { createWakeSignal } from './wake-signal.ts';

export type EventSourceMapping = {
  /** Looks at once: something may have been written. */
  wake(): void;
  /**
   * Resolves when everything in the stream at the time of the call was handed over or given up, and checkpointed.
   * Rejects when ten attempts in a row failed since, or the pump is stopped; the pump itself never gives in.
   * It takes an empty page for the end of an open shard, as the embedded database and DynamoDB Local mean it.
   */
  drain(): Promise<void>;
  /** Lets the handler finish what it has in hand, checkpoints that, and ends. */
  stop(): Promise<void>;
};

/**
 * Lambda's event source mapping for one stream and one function, from the checkpoint or else from TRIM_HORIZON: each
 * shard in order and beside the others, parents before children, each record at least once (deliverBatch says how
 * failures go). Speaks to DynamoDB itself, to DynamoDB Local and to the embedded database alike.
 */
export const startEventSourceMapping = (options: MappingOptions): EventSourceMapping => {
  const wakeSignal = createWakeSignal(options.idlePollMs);
  const drainWaiters = createDrainWaiters(options.functionName);
  /** What is under way, and the wakeCount up to which each of it is done. */
  const underWay = new Map<string, number>();
  const started = new Set<string>();
  const finished = new Set<string>();

  const settle = () => drainWaiters.settle(Math.min(wakeSignal.wakeCount(), ...underWay.values()));

  const pause = async (attempt: number, error: unknown): Promise<boolean> => {
    drainWaiters.trouble(error);
    await wakeSignal.unlessStopped(options.backoff(attempt));
    return !wakeSignal.stopped();
  };

  const persist = async <T>(action: () => Promise<T>): Promise<T | null> => {
    for (let attempt = 1; !wakeSignal.stopped(); attempt++) {
      try {
        return await action();
      } catch (error) {
        await pause(attempt, error);
      }
    }
    return null;
  };

  const pump: MappingContext = { options, wakeSignal, pause, persist, progress: drainWaiters.progress };

  const follow = async (shardId: string): Promise<void> => {
    started.add(shardId);
    underWay.set(shardId, -1);
    await followShard(pump, shardId, (wakeCount) => {
      underWay.set(shardId, wakeCount);
      settle();
    });
    finished.add(shardId);
    await followNext(shardId);
  };

  /** Follows the shards that can be followed once `shardId` is done. */
  const followNext = async (shardId: string): Promise<void> => {
    const next = await discover(shardId);
    const following = next.map(follow);
    underWay.delete(shardId);
    settle();
    await Promise.all(following);
  };

  /**
   * The shards not followed yet whose parents are done. While the stream is open it waits for the successor of `shardId`
   * (of none: for any shard), which the service may list a little later than it closes the shard.
   */
  const discover = async (shardId: string): Promise<string[]> => {
    const stream = await persist(() => describeStream(options));
    if (!stream) return [];
    const listed = new Set(stream.shards.map(({ ShardId }) => ShardId));
    const ready = stream.shards.flatMap(({ ShardId, ParentShardId }) => {
      const waits = listed.has(ParentShardId) && !finished.has(ParentShardId ?? '');
      return ShardId && !started.has(ShardId) && !waits ? [ShardId] : [];
    });
    const succeeded = stream.shards.some(({ ParentShardId }) => shardId === '' || ParentShardId === shardId);
    if (ready.length > 0 || succeeded || !stream.open) return ready;
    await wakeSignal.idle(wakeSignal.wakeCount());
    return discover(shardId);
  };

  const stopped = () => new Error(`${options.functionName} was stopped`);
  underWay.set('', -1);
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
      drainWaiters.end(stopped());
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
