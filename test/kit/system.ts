import type { System } from '../../domain/ledger/system.ts';
import { instantId } from './moving-system.ts';

/** Yields to everything else that is ready. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export type MovableSystem = System & { advance(milliseconds: number): void; pauses: number[] };

/** A clock that only the test moves, ascending ids, and pauses that take no time but yield. */
export const movableSystem = (): MovableSystem => {
  let now = Date.parse('2026-11-22T02:00:00.000Z');
  let ids = 0;
  const pauses: number[] = [];
  return {
    now: () => now,
    newId(at) {
      ids += 1;
      return instantId(at, ids);
    },
    async pause(milliseconds) {
      pauses.push(milliseconds);
      await turn();
    },
    advance(milliseconds) {
      now += milliseconds;
    },
    pauses,
  };
};
