import { describe, expect, it } from 'vitest';
import { runs } from '../kit/sample.ts';
import { attacked, BLOCKING, GUESSING, TEXTS_ALONE } from './attack/patterns.ts';
import { DAY, HOUR } from './attack/scenarios.ts';

/** Six digits are found with a probability of 0.01 %. */
const MOST_GUESSES = 100;
/** Enough for every pattern to use up a year's wrong entries; eight of them are a year. */
const LONG = 45 * DAY;

describe('a stranger who spoofs the number of an administrator', () => {
  it.each(Object.keys(GUESSING))('has at most a hundred guesses in a year: %s', (name) => {
    const pattern = GUESSING[name];
    if (!pattern) throw new Error(name);
    const { guesses } = attacked(pattern, runs(8) * LONG, DAY, 1);
    expect(guesses).toBeGreaterThan(0);
    expect(guesses).toBeLessThanOrEqual(MOST_GUESSES);
  });

  it.each(Object.keys(BLOCKING))(
    'leaves an owner with both factors served within two minutes: %s',
    (name) => {
      const pattern = BLOCKING[name];
      if (!pattern) throw new Error(name);
      const { calls, served } = attacked(pattern, (pattern.authenticatorAfter ?? 0) + DAY / 2, 3 * HOUR, 1);
      expect(calls).toBeGreaterThanOrEqual(4);
      expect(served).toBe(calls);
    },
  );

  it('keeps out most calls of an owner with texts alone, as the docs say', () => {
    for (const pattern of Object.values(TEXTS_ALONE)) {
      const { calls, served } = attacked(pattern, 20 * HOUR, HOUR, 1);
      expect(served).toBeLessThan(calls);
    }
  });
});
