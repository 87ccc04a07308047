import { concat } from '../bytes.ts';

/** SHA-256 of bytes; passed in, for `node:crypto` here and a library in the browser. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/**
 * A Merkle tree of `size` leaves, as far as growing it and knowing its root need: the roots of its whole subtrees, the
 * largest first, one for each 1 in the binary form of `size`. At most 53 hashes, whatever the size.
 */
export type CompactRange = { readonly size: number; readonly hashes: readonly Uint8Array[] };

export const EMPTY: CompactRange = { size: 0, hashes: [] };

const NODE = Uint8Array.of(1);

/** An inner node's hash (RFC 6962 2.1): 0x01 before the two below it. */
export const nodeHash = (digest: Digest, left: Uint8Array, right: Uint8Array): Uint8Array =>
  digest(concat(NODE, left, right));

/** One leaf more; `leaf` is its hash. Two subtrees of one size become one, as carries do in an addition. */
export const append = (digest: Digest, { size, hashes }: CompactRange, leaf: Uint8Array): CompactRange => {
  const grown = [...hashes, leaf];
  for (let ones = size; ones % 2 === 1; ones = Math.floor(ones / 2)) {
    const [left, right] = grown.splice(-2) as [Uint8Array, Uint8Array];
    grown.push(nodeHash(digest, left, right));
  }
  return { size: size + 1, hashes: grown };
};

/** The tree's root (RFC 6962 2.1, RFC 9162 2.1.1); that of no leaves is the hash of nothing. */
export const root = (digest: Digest, { hashes }: CompactRange): Uint8Array =>
  hashes.length === 0
    ? digest(new Uint8Array())
    : hashes.reduceRight((right, left) => nodeHash(digest, left, right));
