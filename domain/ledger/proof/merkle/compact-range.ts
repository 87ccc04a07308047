/** SHA-256 of bytes, which it must not keep: their buffer is used again. Passed in: Node and browsers differ. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/**
 * A Merkle tree of `size` leaves, reduced to what appending and computing the root need: the roots of its perfect subtrees, the
 * largest first, one for each 1 in the binary form of `size`. At most 53 hashes.
 */
export type CompactRange = { readonly size: number; readonly hashes: readonly Uint8Array[] };

/** A tree head, as in a checkpoint. */
export type Tree = { size: number; root: Uint8Array };

export const EMPTY: CompactRange = { size: 0, hashes: [] };

const HASH_BYTES = 32;

/**
 * The hash of an inner node (RFC 6962 2.1): 0x01, then the hashes of its two children.
 * @throws RangeError when a child's hash is not 32 bytes
 */
export const nodeHash = (digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array => {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    throw new RangeError(`both children of a node must be hashes of ${HASH_BYTES} bytes`);
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return digest(node);
};
/** One buffer for all nodes: a new one, outside the heap, would cost as much as the hash. */
const node = new Uint8Array(1 + 2 * HASH_BYTES);
node[0] = 1;

/** A tree that grows in place. Appending a leaf merges subtrees of equal size, like carries in a binary addition. */
export const growing = (digest: Digest, from: CompactRange = EMPTY) => {
  const hashes = [...from.hashes];
  let { size } = from;
  return {
    /** `leaf` is its hash. */
    add(leaf: Uint8Array): void {
      let top = leaf;
      for (let ones = size; ones % 2 === 1; ones = Math.floor(ones / 2)) {
        const left = hashes.pop();
        if (left) top = nodeHash(digest, left, top);
      }
      hashes.push(top);
      size += 1;
    },
    size: (): number => size,
    range: (): CompactRange => ({ size, hashes: [...hashes] }),
  };
};

/** Appends one leaf, given by its hash. */
export const append = (digest: Digest, range: CompactRange, leaf: Uint8Array): CompactRange => {
  const grown = growing(digest, range);
  grown.add(leaf);
  return grown.range();
};

/** The root of the tree (RFC 6962 2.1, RFC 9162 2.1.1). The root of an empty tree is the hash of the empty string. */
export const root = (digest: Digest, { hashes }: CompactRange): Uint8Array =>
  hashes.length === 0
    ? digest(new Uint8Array())
    : hashes.reduceRight((right, left) => nodeHash(digest, left, right));
