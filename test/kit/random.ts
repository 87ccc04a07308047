import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { mersenne } from 'pure-rand/generator/mersenne';

/** Seeded random numbers and choices. */
export type Random = {
  /** From 0 to below 1. */
  fraction(): number;
  /** A whole number of 0 to `bound` - 1. */
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
};

/** The same for the same seed; for simulations and tests, never for secrets. */
export const random = (seed: number): Random => {
  const generator = mersenne(seed);
  const fraction = () => uniformFloat64(generator);
  const below = (bound: number) => uniformInt(generator, 0, bound - 1);
  return {
    fraction,
    below,
    pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    chance: (share) => fraction() < share,
  };
};
