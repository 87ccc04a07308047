import { append, type CompactRange, type Digest, EMPTY, root } from './compact-range.ts';

/** The leaves from `from` up to, not including, `to`. */
export type Span = readonly [from: number, to: number];

/** The largest power of two below `size` (2 or more), where RFC 9162 splits a tree. */
const cut = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

const within = (what: string, value: number, least: number, most: number): void => {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new RangeError(`${what} is ${value}; it must be a whole number from ${least} to ${most}`);
};

/**
 * The subtrees whose roots form the inclusion proof of leaf `index` in a tree of `size` leaves, from the leaf up
 * (RFC 9162 2.1.3.1).
 * @throws RangeError when the tree has no such leaf
 */
export const inclusionSpans = (index: number, size: number): Span[] => {
  within('the index of the leaf', index, 0, size - 1);
  const spans: Span[] = [];
  let [from, to]: Span = [0, size];
  while (to - from > 1) {
    const middle: number = from + cut(to - from);
    spans.unshift(index < middle ? [middle, to] : [from, middle]);
    [from, to] = index < middle ? [from, middle] : [middle, to];
  }
  return spans;
};

/** Computes the roots of some subtrees (an inclusion proof) in one pass over the leaves' hashes. */
export const spanRoots = (digest: Digest, spans: readonly Span[]) => {
  const ranges: CompactRange[] = spans.map(() => EMPTY);
  let index = 0;
  return {
    add(leaf: Uint8Array): void {
      for (const [position, [from, to]] of spans.entries())
        if (index >= from && index < to) ranges[position] = append(digest, ranges[position] ?? EMPTY, leaf);
      index += 1;
    },
    /** In the spans' order. */
    roots: (): Uint8Array[] => ranges.map((range) => root(digest, range)),
  };
};
