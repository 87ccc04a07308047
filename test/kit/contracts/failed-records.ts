import { describe, expect, it } from 'vitest';
import type { FailedRecords } from '../../../domain/emergency/ports.ts';

/** The contract of every failure store. */
export const failedRecordsContract = (name: string, open: () => FailedRecords): void => {
  const parked = async (failed: FailedRecords) => {
    const found: { id: string; records: unknown[] }[] = [];
    for await (const { id, records } of failed.list('aws/lambda/'))
      found.push({ id, records: await records() });
    return found;
  };

  describe(`failed records in ${name}`, () => {
    it('are stored whole, in the order they were parked, each call separately', async () => {
      const failed = open();
      await failed.park([{ a: '"1"\n' }, { b: 2 }]);
      await failed.park([{ c: 3 }]);
      expect((await parked(failed)).map(({ records }) => records)).toEqual([
        [{ a: '"1"\n' }, { b: 2 }],
        [{ c: 3 }],
      ]);
    });

    it('are deleted when they are removed, and no others are', async () => {
      const failed = open();
      await failed.park([1]);
      await failed.park([2]);
      const [first] = await parked(failed);
      await failed.remove(first?.id ?? '');
      expect((await parked(failed)).map(({ records }) => records)).toEqual([[2]]);
    });

    it('are none at first', async () => {
      expect(await parked(open())).toEqual([]);
    });
  });
};
