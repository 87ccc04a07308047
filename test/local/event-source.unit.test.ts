import type { DynamoDBStreamEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { DiscardedRecords } from '../../local/event-source/options.ts';
import { type MemoryShard, memoryStream } from '../kit/memory-stream.ts';
import { memoryCheckpoint, numberOf, startPumped } from '../kit/pumped.ts';

const shard = (id: string, numbers: number[], more: Partial<MemoryShard> = {}): MemoryShard => ({
  id,
  numbers,
  closed: false,
  ...more,
});

/** A handler that accepts everything, and the batches it received. */
const accepting = () => {
  const batches: number[][] = [];
  const handler = async ({ Records }: DynamoDBStreamEvent) => void batches.push(Records.map(numberOf));
  return { batches, handler };
};

describe('an event source mapping', () => {
  it('delivers everything from the beginning in batches and stores its position', async () => {
    const { batches, handler } = accepting();
    const checkpoint = memoryCheckpoint();
    const stream = memoryStream([shard('s', [1, 2, 3, 4, 5])]);
    const mapping = startPumped(stream, handler, { checkpoint, settings: { batchSize: 2 } });
    await mapping.drain();
    await mapping.stop();
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
    expect([...checkpoint.positions]).toEqual([['s', 5]]);
  });

  it('resumes from its stored position', async () => {
    const { batches, handler } = accepting();
    const checkpoint = memoryCheckpoint();
    checkpoint.positions.set('s', 3);
    const mapping = startPumped(memoryStream([shard('s', [1, 2, 3, 4])]), handler, { checkpoint });
    await mapping.drain();
    await mapping.stop();
    expect(batches).toEqual([[4]]);
  });

  it('delivers later records once woken', async () => {
    const { batches, handler } = accepting();
    const only = shard('s', []);
    const mapping = startPumped(memoryStream([only]), handler);
    await mapping.drain();
    only.numbers.push(1);
    await mapping.drain();
    only.numbers.push(2);
    const seen = new Promise<void>((resolve) => {
      const poll = () => (batches.length === 2 ? resolve() : setImmediate(poll));
      poll();
    });
    mapping.wake();
    await seen;
    await mapping.stop();
    expect(batches).toEqual([[1], [2]]);
  });

  it('follows parent shards before their children, and unrelated shards in parallel', async () => {
    const { batches, handler } = accepting();
    const shards = [
      shard('child', [5, 6], { parent: 'parent' }),
      shard('parent', [1, 2, 3, 4], { closed: true, parent: 'long gone' }),
      shard('other', [7]),
    ];
    const mapping = startPumped(memoryStream(shards), handler, { settings: { batchSize: 3 } });
    await mapping.drain();
    await mapping.stop();
    const related = batches.flat().filter((number) => number < 7);
    expect(related).toEqual([1, 2, 3, 4, 5, 6]);
    expect(batches.flat()).toContain(7);
  });

  it('waits for the child of a closed shard', async () => {
    const { batches, handler } = accepting();
    const parent = shard('parent', [1]);
    const shards = [parent, shard('other', [])];
    const mapping = startPumped(memoryStream(shards), handler);
    await mapping.drain();
    parent.closed = true;
    const drained = mapping.drain();
    shards.push(shard('child', [2], { parent: 'parent' }));
    mapping.wake();
    await drained;
    await mapping.stop();
    expect(batches).toEqual([[1], [2]]);
  });

  it('reports records trimmed before they were read, and continues with the oldest', async () => {
    const { batches, handler } = accepting();
    const failures: DiscardedRecords[] = [];
    const checkpoint = memoryCheckpoint();
    checkpoint.positions.set('s', 1);
    const mapping = startPumped(memoryStream([shard('s', [1, 2, 3, 4], { trimmed: 2 })]), handler, {
      checkpoint,
      onFailure: async (failed) => void failures.push(failed),
    });
    await mapping.drain();
    await mapping.stop();
    expect(failures).toEqual([{ shardId: 's', reason: 'RecordsTrimmed', records: [] }]);
    expect(batches).toEqual([[3, 4]]);
  });

  it('does not pass a discarded record until it is stored elsewhere', async () => {
    const stored: number[] = [];
    let refusals = 2;
    const mapping = startPumped(
      memoryStream([shard('s', [1, 2])]),
      async ({ Records }) => {
        if (Records.map(numberOf).includes(1)) throw new Error('poison');
      },
      {
        settings: { maximumRetryAttempts: 0 },
        async onFailure({ records }) {
          if (refusals-- > 0) throw new Error('disk full');
          stored.push(...records.map(numberOf));
        },
      },
    );
    await mapping.drain();
    await mapping.stop();
    expect(stored).toEqual([1]);
  });

  it('rejects waiting drains after ten failures in a row, and continues', async () => {
    let failing = true;
    const attempts: number[] = [];
    const mapping = startPumped(
      memoryStream([shard('s', [1])]),
      async () => {
        if (failing) throw new Error('the table is away');
      },
      { backoff: async (attempt) => void attempts.push(attempt) },
    );
    await expect(mapping.drain()).rejects.toMatchObject({
      message: 'Project failed 10 times in a row; retries continue',
      cause: { message: 'the table is away' },
    });
    failing = false;
    await mapping.drain();
    await mapping.stop();
    expect(attempts.slice(0, 10)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('stops between retries and rejects waiting drains', async () => {
    const mapping = startPumped(
      memoryStream([shard('s', [1])]),
      async () => Promise.reject(new Error('never')),
      { backoff: () => new Promise(() => {}) },
    );
    const drained = mapping.drain();
    const rejected = expect(drained).rejects.toThrow('Project was stopped');
    await mapping.stop();
    await rejected;
  });

  it('lets the handler finish before it stops', async () => {
    const checkpoint = memoryCheckpoint();
    let finish = () => {};
    let stop = async () => {};
    let drain = async () => {};
    await new Promise<void>((begun) => {
      const handler = () =>
        new Promise<void>((done) => {
          finish = done;
          begun();
        });
      ({ stop, drain } = startPumped(memoryStream([shard('s', [1])]), handler, { checkpoint }));
    });
    const stopped = stop();
    finish();
    await stopped;
    expect(checkpoint.positions.get('s')).toBe(1);
    await expect(drain()).rejects.toThrow('Project was stopped');
  });
});
