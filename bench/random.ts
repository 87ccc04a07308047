/** Numbers, choices and chances in an order the seed decides. */
export type Random = {
  /** From 0 to below 1. */
  fraction(): number;
  /** A whole number of 0 to `bound` - 1. */
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
  chance(share: number): boolean;
};

/** The same for the same seed: mulberry32 (32 bits of state), for simulations and tests, never for secrets. */
export const random = (seed: number): Random => {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(fraction() * bound);
  return {
    fraction,
    below,
    pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
    chance: (share) => fraction() < share,
  };
};
