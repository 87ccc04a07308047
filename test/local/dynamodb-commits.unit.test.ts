import { describe, expect, it } from 'vitest';
import type { CommitCounterFile } from '../../local/dynamodb/commit-counter.ts';
import { orderedCommits } from '../../local/dynamodb/commits.ts';
import type { LevelDb, Write } from '../../local/dynamodb/dynalite.ts';

const put = (key: string): Write => ({ type: 'put', key, value: true });

/** A LevelDB that records batches and fails from number `failsFrom` on; with the counts written. */
const recorded = async (failsFrom = Number.POSITIVE_INFINITY, stored = 0, full?: () => string | null) => {
  const batches: string[] = [];
  const marks: number[] = [];
  const db = {
    get: async () => stored,
    async batch(writes: Write[]) {
      batches.push(writes.map(({ key }) => key).join(' '));
      if (batches.length >= failsFrom) throw new Error('no space left on device');
    },
  } as unknown as LevelDb;
  const mark: CommitCounterFile = { check() {}, write: (commits) => void marks.push(commits), close() {} };
  return { batches, marks, commit: await orderedCommits(db, mark, full) };
};

describe('commits', () => {
  it('run in the order of their calls, and waiting ones are written together', async () => {
    const { batches, marks, commit } = await recorded(undefined, 7);
    const first = commit([put('a'), put('b')]);
    await Promise.resolve();
    await Promise.all([first, commit([put('c')]), commit([put('d')])]);
    await commit([put('e')]);
    expect(batches).toEqual(['a b commits', 'c d commits', 'e commits']);
    expect(marks).toEqual([8, 9, 10]);
  });

  it('all fail after the first failure, since the state of the disk is unknown', async () => {
    const { batches, marks, commit } = await recorded(2);
    await commit([put('a')]);
    const refusal =
      'the embedded database could not write and has stopped; start the line again: no space left on device';
    for (const key of ['b', 'c']) await expect(commit([put(key)])).rejects.toThrow(refusal);
    expect(batches).toEqual(['a commits', 'b commits']);
    expect(marks).toEqual([1]);
  });

  it('are refused at once on a full disk, with nothing written, and recover when there is room', async () => {
    let fault: string | null = 'the disk is full';
    const { batches, marks, commit } = await recorded(undefined, 0, () => fault);
    const refused = await Promise.allSettled(['a', 'b', 'c'].map((key) => commit([put(key)])));
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await expect(commit([put('d')])).rejects.toMatchObject({ message: fault, statusCode: 400 });
    expect(batches).toEqual([]);
    fault = null;
    await commit([put('e')]);
    expect({ batches, marks }).toEqual({ batches: ['e commits'], marks: [1] });
  });

  it('do not gather writes behind one that failed', async () => {
    const { commit } = await recorded(1);
    await commit([put('a')]).catch(() => {});
    const failed = commit([put('b')]);
    await failed.catch(() => {});
    const next = commit([put('c')]);
    expect(next).not.toBe(failed);
    await expect(next).rejects.toThrow('has stopped');
  });
});
