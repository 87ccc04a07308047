import { encodeTime } from 'ulid';
import type { System } from '../../domain/ledger/system.ts';

/** The start time of the tests, a Sunday morning, in milliseconds. */
export const START = Date.UTC(2026, 10, 22, 8);

/** A time in seconds after the start. */
export const at = (seconds: number): number => START + Math.round(seconds * 1000);

/** An id whose time part is `at`, the same for the same `count`. */
export const instantId = (at: number, count: number): string =>
  `${encodeTime(at, 10)}${String(count).padStart(16, '0')}`;

/** A clock that only the test moves, and pauses that are counted without waiting. */
export const movingSystem = (): System & { move(seconds: number): void; pauses: number[] } => {
  let now = START;
  let count = 0;
  const pauses: number[] = [];
  return {
    now: () => now,
    newId(at) {
      count += 1;
      return instantId(at, count);
    },
    pause: async (milliseconds) => void pauses.push(milliseconds),
    move: (seconds) => {
      now += Math.round(seconds * 1000);
    },
    pauses,
  };
};
