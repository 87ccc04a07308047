import type { EventStore } from '../../domain/ledger/event-store.ts';
import { around } from './around.ts';
import { random } from './random.ts';
import { turn } from './system.ts';

/** A store whose calls yield 0 to 3 times before and after the table access, so that others interleave. */
export const interleaving = (seed: number) => {
  const { below } = random(seed);
  const wait = async () => {
    for (let left = below(4); left > 0; left -= 1) await turn();
  };
  return around<EventStore>(['head', 'append', 'event'], wait, wait);
};
