import type { EventStore } from '../../domain/event-store.ts';
import { around } from './around.ts';
import { turn } from './system.ts';

/** Numbers below `bound` in an order the seed decides (a linear congruential generator, Numerical Recipes). */
export const seeded = (seed: number) => {
  let state = seed >>> 0;
  return (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
};

/** A store whose calls take 0 to 3 turns before and after the table is touched, so that others come in between. */
export const interleaving = (seed: number) => {
  const below = seeded(seed);
  const wait = async () => {
    for (let left = below(4); left > 0; left -= 1) await turn();
  };
  return around<EventStore>(['head', 'append', 'event'], wait, wait);
};
