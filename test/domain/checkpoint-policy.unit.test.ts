import { describe, expect, it } from 'vitest';
import { dueBy, isDue, type LogTimes } from '../../domain/ledger/proof/checkpoint-policy.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 8);
const quiet: LogTimes = { now: NOW, lastAt: NOW, grew: false, changedAt: null };

describe('the next checkpoint', () => {
  it.each<[string, Partial<LogTimes>, number]>([
    ['a minute after a change to a location or an administrator', { grew: true, changedAt: NOW }, MINUTE],
    ['five minutes after the last one when the log grew', { grew: true }, 5 * MINUTE],
    [
      'five minutes after the last one, even after a change in its last minute',
      { grew: true, changedAt: NOW + 4.5 * MINUTE },
      5 * MINUTE,
    ],
    ['a day after the last one when the log did not grow', {}, 24 * 60 * MINUTE],
    ['at once when there is no checkpoint yet', { lastAt: null, grew: true }, Number.NEGATIVE_INFINITY],
    ['never for an empty log', { lastAt: null }, Number.POSITIVE_INFINITY],
  ])('is due %s', (_, times, after) => {
    expect(dueBy({ ...quiet, ...times })).toBe(NOW + after);
  });

  it.each([1_000, 15_000, MINUTE])(
    'is signed at the last run before that, with a run every %i ms',
    (every) => {
      const times: LogTimes = { ...quiet, grew: true, changedAt: NOW - 5 };
      const last = NOW - 5 + MINUTE - every;
      expect(isDue({ ...times, now: last }, every)).toBe(false);
      expect(isDue({ ...times, now: last + 1 }, every)).toBe(true);
    },
  );

  it('is signed within a minute after a change, whenever it happened between two runs', () => {
    for (let offset = 0; offset < 15_000; offset += 500) {
      const times: LogTimes = { ...quiet, lastAt: NOW, grew: true, changedAt: NOW + offset };
      const looks = Array.from({ length: 10 }, (_, look) => NOW + 15_000 * (look + 1));
      const made = looks.find((now) => now >= NOW + offset && isDue({ ...times, now }, 15_000)) ?? 0;
      expect(made - (NOW + offset)).toBeLessThanOrEqual(MINUTE);
      expect(made - (NOW + offset)).toBeGreaterThan(0);
    }
  });

  it.each<[string, Partial<LogTimes>]>([
    ['the last checkpoint was', { lastAt: NOW + 8 * 60 * MINUTE }],
    ['an uncovered event was', { grew: true, changedAt: NOW + 10 * MINUTE }],
  ])('is signed at the next run when %s written by a clock ahead', (_, times) => {
    expect(isDue({ ...quiet, ...times }, 15_000)).toBe(true);
  });
});
