import { describe, expect, it } from 'vitest';
import { STUDIES } from './all-checks.ts';

const SEED = 20_261_122;
/** What measures times is run by hand, on a machine that is left alone. */
const repeatable = STUDIES.filter(({ alone }) => !alone);

describe('the quick form of the evidence', () => {
  it.each(repeatable)(
    'holds: $name',
    async ({ run }) => {
      const { held, result, notes } = await run({ seed: SEED, quick: true });
      expect({ held, result }, notes.join('\n')).toMatchObject({ held: true });
    },
    60_000,
  );
});
