import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckpointLog, Leaf, LeafLog } from '../../../domain/ledger/proof/leaf-log.ts';
import { instantId, START } from '../moving-system.ts';
import { all } from './store-story.ts';

export const leaf = (index: number, stream = 'location/Manila', seq = index + 1): Leaf => ({
  index,
  leafHash: index.toString(16).padStart(64, '0'),
  stream,
  seq,
  id: instantId(START, index + 1),
});

/** The contract of every leaf log. */
export const leafLogContract = (
  name: string,
  make: () => Promise<{ leaves: LeafLog; checkpoints: CheckpointLog }>,
): void => {
  describe(`the Merkle log ${name}`, () => {
    let made: Awaited<ReturnType<typeof make>>;
    beforeEach(async () => {
      made = await make();
    });

    it('is empty at first', async () => {
      expect(await made.leaves.next()).toBe(0);
      expect(await made.leaves.sequencedTo('location/Manila')).toBe(0);
      expect(await all(made.leaves.leaves(0))).toEqual([]);
      expect(await made.leaves.size()).toBe(0);
      expect(await made.checkpoints.newest()).toBeNull();
    });

    it('returns leaves in their order, and each stream’s last', async () => {
      const given = [leaf(0), leaf(1, 'admin/ana', 1), leaf(2, 'location/Manila', 2)];
      expect(await made.leaves.append(given)).toBe(true);
      expect(await made.leaves.next()).toBe(3);
      expect(await all(made.leaves.leaves(0))).toEqual(given);
      expect(await all(made.leaves.leaves(2))).toEqual(given.slice(2));
      expect(await made.leaves.sequencedTo('location/Manila')).toBe(2);
      expect(await made.leaves.sequencedTo('admin/ana')).toBe(1);
      expect(await made.leaves.size()).toBe(3);
      expect(await made.leaves.page(1, 1)).toEqual([given[1]]);
      expect(await made.leaves.page(1, 5)).toEqual(given.slice(1));
      expect(await made.leaves.page(3, 5)).toEqual([]);
    });

    it('accepts one leaf for an index, and the same leaf again', async () => {
      expect(await made.leaves.append([leaf(0)])).toBe(true);
      expect(await made.leaves.append([{ ...leaf(0), id: instantId(START, 99) }])).toBe(false);
      expect(await made.leaves.append([leaf(0)])).toBe(true);
      expect(await made.leaves.append([])).toBe(true);
      expect(await all(made.leaves.leaves(0))).toEqual([leaf(0)]);
    });

    it('puts the leaves before an index that is taken, and none after it', async () => {
      const another = { ...leaf(1, 'location/Sydney', 1), id: instantId(START, 99) };
      await made.leaves.append([leaf(0), another]);
      expect(await made.leaves.append([leaf(0), leaf(1), leaf(2)])).toBe(false);
      expect(await all(made.leaves.leaves(0))).toEqual([leaf(0), another]);
      expect(await made.leaves.sequencedTo('location/Manila')).toBe(1);
    });

    it('has put and indexed the leaves before one that cannot be created', async () => {
      const broken = function* () {
        yield leaf(0);
        throw new Error('no such event');
      };
      await expect(made.leaves.append(broken())).rejects.toThrow('no such event');
      expect(await made.leaves.next()).toBe(1);
      expect(await made.leaves.sequencedTo('location/Manila')).toBe(1);
    });

    it('numbers checkpoints, and accepts a number once', async () => {
      const first = { serial: 1, at: START, size: 1, note: 'a note', range: ['00'] };
      expect(await made.checkpoints.append(first)).toBe(true);
      expect(await made.checkpoints.append({ ...first, note: 'another' })).toBe(false);
      expect(await made.checkpoints.append({ ...first, serial: 2, size: 5 })).toBe(true);
      expect(await made.checkpoints.newest()).toEqual({ ...first, serial: 2, size: 5 });
    });
  });
};
