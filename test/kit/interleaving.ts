import type { EventStore } from '../../domain/ledger/event-store.ts';
import { around } from './around.ts';
import { random } from './random.ts';
import { turn } from './system.ts';

/** A store whose calls take 0 to 3 turns before and after the table is touched, so that others come in between. */
export const interleaving = (seed: number) => {
  const { below } = random(seed);
  const wait = async () => {
    for (let left = below(4); left > 0; left -= 1) await turn();
  };
  return around<EventStore>(['head', 'append', 'event'], wait, wait);
};
