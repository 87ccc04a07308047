import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import type { SendBudget } from '../../../domain/emergency/ports.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The contract of every send budget. */
export const sendBudgetContract = (name: string, make: () => Promise<SendBudget>): void => {
  const taken = async (budget: SendBudget, ...times: number[]) => {
    for (const time of times) await budget.reserve(ulid(time));
  };

  describe(`the budget of texts ${name}`, () => {
    it('is empty at first, without administrators', async () => {
      expect(await (await make()).reserve(ulid(NOON))).toStrictEqual({ sends: [], admins: 0 });
    });

    it('returns the other reservations, oldest first', async () => {
      const budget = await make();
      await taken(budget, NOON + 2, NOON, NOON + 1);
      const { sends } = await budget.reserve(ulid(NOON + 3));
      expect(sends).toStrictEqual([NOON, NOON + 1, NOON + 2]);
    });

    it.each([0, 1, 17, 29, 30, 31, 59])(
      'covers one hour, to the millisecond, from minute %i',
      async (minute) => {
        const budget = await make();
        const then = NOON + minute * MINUTE;
        await taken(budget, then, then + 1);
        expect((await budget.reserve(ulid(then + HOUR))).sends).toStrictEqual([then + 1]);
      },
    );

    it('counts a reservation once, however often it is made, and not for itself', async () => {
      const budget = await make();
      const place = ulid(NOON);
      await budget.reserve(place);
      expect((await budget.reserve(place)).sends).toStrictEqual([]);
      expect((await budget.reserve(ulid(NOON + 1))).sends).toStrictEqual([NOON]);
    });

    it('counts two reservations of the same millisecond', async () => {
      const budget = await make();
      await taken(budget, NOON, NOON);
      expect((await budget.reserve(ulid(NOON))).sends).toStrictEqual([NOON, NOON]);
    });

    it('releases a reservation, idempotently', async () => {
      const budget = await make();
      const place = ulid(NOON);
      await taken(budget, NOON);
      await budget.reserve(place);
      await budget.release(place);
      await budget.release(place);
      expect((await budget.reserve(ulid(NOON + 1))).sends).toStrictEqual([NOON]);
    });

    it('counts each enrolled administrator once', async () => {
      const budget = await make();
      for (const adminId of ['ana', 'ben', 'ana']) await budget.setEnrolled(adminId, true);
      expect((await budget.reserve(ulid(NOON))).admins).toBe(2);
      for (const adminId of ['ana', 'nobody']) await budget.setEnrolled(adminId, false);
      expect((await budget.reserve(ulid(NOON + 1))).admins).toBe(1);
    });

    it('returns to each of many simultaneous reservations all earlier ones, and to one of them all', async () => {
      const budget = await make();
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => budget.reserve(ulid(NOON + n))));
      const counts = answers.map(({ sends }) => sends.length).sort((a, b) => a - b);
      expect(counts.every((count, index) => count >= index)).toBe(true);
      expect(counts.at(-1)).toBe(19);
    });

    it('counts the whole hour when the clocks of two functions differ', async () => {
      const budget = await make();
      await taken(budget, NOON + HOUR, NOON + HOUR - 1);
      expect((await budget.reserve(ulid(NOON + HOUR + 1))).sends).toStrictEqual([
        NOON + HOUR - 1,
        NOON + HOUR,
      ]);
    });
  });
};
