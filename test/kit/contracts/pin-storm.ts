import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../sample.ts';
import { type Handlers, handlersOn, storm } from './pin-storm-tries.ts';

/** The events of three wrong tries. */
const COUNTED = [
  { left: 2, failures: 1 },
  { left: 1, failures: 2 },
  { left: 0, failures: 3 },
];

/** How many tries, two of them wrong. */
const TRIES = runs(100);

/** Many simultaneous tries at one PIN, on the DynamoDB at this endpoint. */
export const pinStormContract = (name: string, endpoint: string): void => {
  describe(`simultaneous tries at one PIN, on ${name}`, () => {
    let handlers: Handlers;
    beforeAll(async () => {
      handlers = await handlersOn(endpoint);
    });
    afterAll(() => handlers.close());

    it(`${TRIES} with two wrong verify exactly one, and count the wrong ones once each`, async () => {
      const tries = { right: TRIES - 2, wrong: 2 };
      const { verified, wrong, answered } = await storm(handlers, tries);
      expect(verified).toHaveLength(1);
      expect(verified).toEqual(expect.arrayContaining(answered('VERIFIED')));
      expect(wrong).toMatchObject(COUNTED.slice(0, wrong.length));
      expect(wrong.map(({ step }) => step)).toEqual(expect.arrayContaining(answered('WRONG')));
    });

    it('twenty wrong ones count exactly three, and void the PIN', async () => {
      const tries = { right: 0, wrong: 20 };
      const { verified, wrong, answered } = await storm(handlers, tries);
      expect(verified).toStrictEqual([]);
      expect(wrong).toMatchObject(COUNTED);
      expect(wrong).toHaveLength(COUNTED.length);
      expect(wrong.map(({ step }) => step)).toEqual(expect.arrayContaining(answered('WRONG')));
    });
  });
};
