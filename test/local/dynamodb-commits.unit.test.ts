import { describe, expect, it } from 'vitest';
import type { CommitCounterFile } from '../../local/dynamodb/commit-counter.ts';
import { orderedCommits } from '../../local/dynamodb/commits.ts';
import type { LevelDb, Write } from '../../local/dynamodb/dynalite.ts';

const put = (key: string): Write => ({ type: 'put', key, value: true });

/** A LevelDB that records batches and fails from number `failsFrom` on; with the counts written. */
const recorded = async (failsFrom = Number.POSITIVE_INFINITY, stored = 0) => {
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
  return { batches, marks, commit: await orderedCommits(db, mark) };
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
    const refusal = 'the embedded database could not write and has stopped: no space left on device';
    for (const key of ['b', 'c']) await expect(commit([put(key)])).rejects.toThrow(refusal);
    expect(batches).toEqual(['a commits', 'b commits']);
    expect(marks).toEqual([1]);
  });
});
