import { createHash } from 'node:crypto';
import type { Digest } from '../../../domain/ledger/proof/merkle/compact-range.ts';

export const digest: Digest = (bytes) => createHash('sha256').update(bytes).digest();

const leafOf = (entry: Uint8Array) => digest(Buffer.concat([Buffer.of(0), entry]));
/** `count` leaves, each with its own bytes. */
export const leaves = (count: number) =>
  Array.from({ length: count }, (_, index) => leafOf(Buffer.from(`leaf ${index}`)));

const half = (count: number) => 2 ** (Math.ceil(Math.log2(count)) - 1);

/** The definitions of RFC 6962 2.1, word for word, without optimization. */
export const rootOf = (all: readonly Uint8Array[]): Uint8Array => {
  if (all.length === 0) return digest(new Uint8Array());
  if (all.length === 1) return all[0] as Uint8Array;
  const k = half(all.length);
  return digest(Buffer.concat([Buffer.of(1), rootOf(all.slice(0, k)), rootOf(all.slice(k))]));
};

export const pathOf = (index: number, all: readonly Uint8Array[]): Uint8Array[] => {
  if (all.length === 1) return [];
  const k = half(all.length);
  return index < k
    ? [...pathOf(index, all.slice(0, k)), rootOf(all.slice(k))]
    : [...pathOf(index - k, all.slice(k)), rootOf(all.slice(0, k))];
};
