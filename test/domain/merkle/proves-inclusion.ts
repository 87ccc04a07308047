import { equalBytes } from '../../../domain/ledger/bytes.ts';
import { type Digest, nodeHash, type Tree } from '../../../domain/ledger/proof/merkle/compact-range.ts';

const HASH_BYTES = 32;
const half = (value: number) => Math.floor(value / 2);
const isOdd = (value: number) => value % 2 === 1;
const wellFormed = (hashes: readonly Uint8Array[], ...sizes: number[]) =>
  sizes.every((size) => Number.isSafeInteger(size) && size > 0) &&
  hashes.every(({ length }) => length === HASH_BYTES);

/** A node's position: its index in its level, and the index of the level's last node. */
type Place = { node: number; last: number };
const above = ({ node, last }: Place): Place => ({ node: half(node), last: half(last) });

/** The last node of a level without a left sibling moves up unchanged. */
const whereItHasLeft = (place: Place): Place => {
  let found = place;
  while (!isOdd(found.node) && found.node !== 0) found = above(found);
  return found;
};

/** The path from a node to the root: on which side each sibling is, and whether it ends at the root. */
const climb = (start: Place, steps: number): { sides: ('left' | 'right')[]; arrives: boolean } => {
  const sides: ('left' | 'right')[] = [];
  let place = start;
  while (sides.length < steps && place.last > 0) {
    const isLeft = !isOdd(place.node) && place.node !== place.last;
    sides.push(isLeft ? 'right' : 'left');
    place = above(isLeft ? place : whereItHasLeft(place));
  }
  return { sides, arrives: sides.length === steps && place.last === 0 };
};

/** True when `proof` shows that `leaf` (its hash) is leaf `index` of the tree (RFC 9162 2.1.3.2). */
export const provesInclusion = (
  digest: Digest,
  { index, leaf }: { index: number; leaf: Uint8Array },
  { size, root }: Tree,
  proof: readonly Uint8Array[],
): boolean => {
  if (!wellFormed([leaf, root, ...proof], size, index + 1) || index >= size) return false;
  const { sides, arrives } = climb({ node: index, last: size - 1 }, proof.length);
  if (!arrives) return false;
  const made = proof.reduce(
    (hash, sibling, step) =>
      sides[step] === 'left' ? nodeHash(digest, sibling, hash) : nodeHash(digest, hash, sibling),
    leaf,
  );
  return equalBytes(made, root);
};
