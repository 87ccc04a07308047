import { describe, expect, it } from 'vitest';
import { CHECKS } from './all-checks.ts';

const SEED = 20_261_122;
/** What measures times is run by hand, on a machine that is left alone. */
const repeatable = CHECKS.filter(({ alone }) => !alone);

describe('the quick verification', () => {
  it.each(repeatable)(
    'passes the check $name',
    async ({ run }) => {
      const { passed, result, notes } = await run({ seed: SEED, quick: true });
      expect({ passed, result }, notes.join('\n')).toMatchObject({ passed: true });
    },
    60_000,
  );
});
