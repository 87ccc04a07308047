import { describe, expect, it } from 'vitest';
import { runs, sample } from '../kit/sample.ts';
import { DAY, guessing, HOUR, MINUTE, othersServed, recovery, YEAR } from './attack/scenarios.ts';

describe('a simulated attack at full rate', () => {
  it('has fifty guesses at each administrator in a year, then the PIN is stopped', () => {
    const { guesses, broken } = guessing(6, runs(2), 1, YEAR, 'give-up');
    expect(guesses).toBe(runs(2) * 20 * 50);
    expect(broken).toBe(0);
  });

  it('finds PINs of four digits no more often than theory says, within three sigma', () => {
    const { guesses, broken } = guessing(4, runs(10), 1, YEAR, 'give-up');
    const mean = guesses / 10_000;
    expect(broken).toBeLessThanOrEqual(mean + 3 * Math.sqrt(mean));
  });

  it('has at most thirty guesses a day in the long run, however often the PIN is enabled again', () => {
    const { guesses } = guessing(6, 1, 1, 30 * DAY, 'reenabled');
    expect(guesses / 20 / 30).toBeLessThanOrEqual(30);
  });

  it.each([1, 19])('on %i of twenty leaves the others served, every call of theirs', (spoofed) => {
    const { calls, served } = othersServed(spoofed, runs(14), 1);
    expect(served).toBe(calls);
  });

  it.each([
    ['guessing', 3],
    ['silent', 0],
  ])('that ends lets its victim go on within the hour, whenever it ends: %s', (_, tries) => {
    const ends = Array.from({ length: 62 }, (_, index) => (index + 1) * 20 * MINUTE);
    for (const lasted of sample(ends, 4)) expect(recovery(lasted, tries)).toBeLessThanOrEqual(HOUR);
  });

  it('stops a PIN after twenty-one hours of guessing without a pause, not before', () => {
    expect(recovery(21 * HOUR, 3)).not.toBeNull();
    expect(recovery(22 * HOUR, 3)).toBeNull();
  });
});
