import type { Item } from '../../../domain/ledger/event-store.ts';
import type { Random } from '../../kit/random.ts';
import { streamRecord } from '../../kit/stream-records.ts';
import { mutate } from './mutate.ts';
import { odd } from './values.ts';

const EVENT_NAMES = ['INSERT', 'INSERT', 'INSERT', 'INSERT', 'MODIFY', 'REMOVE'] as const;

const record = (random: Random, items: readonly Item[]) => {
  const index = random.below(items.length);
  const made = structuredClone(streamRecord(items[index] as Item, index, random.pick(EVENT_NAMES)));
  for (let left = random.below(3); left > 0; left -= 1) mutate(random, made);
  return made;
};

/** A batch for a stream handler: records of this log out of their order, most of them broken somewhere. */
export const fuzzedBatch = (random: Random, items: readonly Item[]): unknown => {
  if (random.chance(0.03)) return odd(random, 3);
  const batch = { Records: Array.from({ length: 1 + random.below(4) }, () => record(random, items)) };
  if (random.chance(0.03)) mutate(random, batch);
  return batch;
};
