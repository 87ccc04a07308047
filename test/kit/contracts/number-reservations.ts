import { describe, expect, it } from 'vitest';
import type { NumberReservations } from '../../../domain/emergency/ports.ts';
import { type E164, parseE164 } from '../../../domain/emergency/secret.ts';

const number = (text: string) => parseE164(text) as E164;
const ONE = number('+6591110001');
const TWO = number('+6591110002');
const ana = { adminId: 'ana', at: 1_000 };
const ben = { adminId: 'ben', at: 2_000 };

/** The contract of every store of reserved numbers. */
export const numberReservationsContract = (name: string, make: () => Promise<NumberReservations>): void => {
  describe(`the reserved numbers ${name}`, () => {
    it('have one holder each: whoever reserved first', async () => {
      const numbers = await make();
      expect(await numbers.reserve(ONE, ana)).toStrictEqual(ana);
      expect(await numbers.reserve(ONE, ben)).toStrictEqual(ana);
      expect(await numbers.reserve(TWO, ben)).toStrictEqual(ben);
    });

    it('have one holder when many reserve at once', async () => {
      const numbers = await make();
      const wanted = Array.from({ length: 8 }, (_, index) => ({ adminId: `admin-${index}`, at: index }));
      const holders = await Promise.all(wanted.map((one) => numbers.reserve(ONE, one)));
      expect(new Set(holders.map(({ adminId }) => adminId)).size).toBe(1);
    });

    it('can be reserved again by their holder, with the new time', async () => {
      const numbers = await make();
      await numbers.reserve(ONE, ana);
      await numbers.reserve(ONE, { ...ana, at: 3_000 });
      expect(await numbers.reserve(ONE, ben)).toStrictEqual({ ...ana, at: 3_000 });
    });

    it('are taken over only from the reservation that was named', async () => {
      const numbers = await make();
      await numbers.reserve(ONE, { ...ana, at: 3_000 });
      expect(await numbers.reserve(ONE, ben, ana)).toStrictEqual({ ...ana, at: 3_000 });
      expect(await numbers.reserve(ONE, ben, { ...ana, at: 3_000 })).toStrictEqual(ben);
    });

    it('are freed by their holder, up to a time and except one', async () => {
      const numbers = await make();
      await numbers.reserve(ONE, ana);
      await numbers.reserve(TWO, { ...ana, at: 3_000 });
      await numbers.release('ben', 9_000, null);
      await numbers.release('ana', 2_000, ONE);
      expect(await numbers.reserve(ONE, ben)).toStrictEqual(ana);
      await numbers.release('ana', 2_000, null);
      expect(await numbers.reserve(ONE, ben)).toStrictEqual(ben);
      expect(await numbers.reserve(TWO, ben)).toMatchObject({ adminId: 'ana' });
    });
  });
};
