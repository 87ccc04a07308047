import { DescribeStreamCommand, type Shard } from '@aws-sdk/client-dynamodb-streams';
import { createDrainWaiters } from './drain-waiters.ts';
import type { StreamPumpOptions } from './options.ts';
import { followShard, type Pump } from './shard.ts';
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
export const startEventSourceMapping = (options: StreamPumpOptions): EventSourceMapping => {
  const pulse = createWakeSignal(options.idlePollMs);
  const drains = createDrainWaiters(options.functionName);
  /** What is under way, and the beat up to which each of it is done. */
  const underWay = new Map<string, number>();
  const started = new Set<string>();
  const finished = new Set<string>();

  const settle = () => drains.settle(Math.min(pulse.beats(), ...underWay.values()));

  const pause = async (attempt: number, error: unknown): Promise<boolean> => {
    drains.trouble(error);
    await pulse.unlessStopped(options.backoff(attempt));
    return !pulse.stopped();
  };

  const persist = async <T>(action: () => Promise<T>): Promise<T | null> => {
    for (let attempt = 1; !pulse.stopped(); attempt++) {
      try {
        return await action();
      } catch (error) {
        await pause(attempt, error);
      }
    }
    return null;
  };

  const pump: Pump = { options, pulse, pause, persist, progress: drains.progress };

  const follow = async (shardId: string): Promise<void> => {
    started.add(shardId);
    underWay.set(shardId, -1);
    await followShard(pump, shardId, (beat) => {
      underWay.set(shardId, beat);
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
    await pulse.idle(pulse.beats());
    return discover(shardId);
  };

  const stopped = () => new Error(`${options.functionName} was stopped`);
  underWay.set('', -1);
  const running = followNext('');

  return {
    wake: pulse.wake,
    drain() {
      if (pulse.stopped()) return Promise.reject(stopped());
      pulse.wake();
      const drained = drains.wait(pulse.beats());
      settle();
      return drained;
    },
    async stop() {
      pulse.stop();
      drains.end(stopped());
      await running;
    },
  };
};

const describeStream = async (
  options: StreamPumpOptions,
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
