import { describe, expect, it } from 'vitest';
import { toHex } from '../../../domain/ledger/bytes.ts';
import {
  append,
  EMPTY,
  nodeHash,
  root,
  type Tree,
} from '../../../domain/ledger/proof/merkle/compact-range.ts';
import { inclusionSpans, spanRoots } from '../../../domain/ledger/proof/merkle/proofs.ts';
import { sample } from '../../kit/sample.ts';
import { digest, leaves, pathOf, rootOf } from './naive-tree.ts';
import { provesInclusion } from './proves-inclusion.ts';

const MOST = 64;
const ALL = leaves(MOST);
const treeOf = (size: number): Tree => ({ size, root: rootOf(ALL.slice(0, size)) });
const TREES = Array.from({ length: MOST + 1 }, (_, size) => treeOf(size));
const tree = (size: number) => TREES[size] as Tree;
const leaf = (index: number) => ({ index, leaf: ALL[index] as Uint8Array });

const text = (hashes: Uint8Array[]) => hashes.map(toHex).join(' ');
const made = (spans: ReturnType<typeof inclusionSpans>) => {
  const roots = spanRoots(digest, spans);
  for (const one of ALL) roots.add(one);
  return roots.roots();
};

/** The eight test leaves and roots of Certificate Transparency implementations (RFC 6962). */
const KNOWN: [string, string][] = [
  ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
  ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
  ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
  ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

describe('a Merkle tree', () => {
  it.each([31, 33, 0])('refuses a node over a hash of %i bytes', (length) => {
    const [short, whole] = [new Uint8Array(length), new Uint8Array(32)];
    const message = 'both children of a node must be hashes of 32 bytes';
    expect(() => nodeHash(digest, short, whole)).toThrow(message);
    expect(() => nodeHash(digest, whole, short)).toThrow(message);
  });

  it('of no leaves has the hash of the empty string as its root', () => {
    expect(toHex(root(digest, EMPTY))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('has the roots of the Certificate Transparency test vectors', () => {
    let range = EMPTY;
    for (const [entry, expected] of KNOWN) {
      range = append(digest, range, digest(Buffer.from(`00${entry}`, 'hex')));
      expect(toHex(root(digest, range))).toBe(expected);
    }
  });

  it('has the root of the definition at every size, and one hash for each 1 in the size', () => {
    let range = EMPTY;
    for (const [index, one] of ALL.entries()) {
      range = append(digest, range, one);
      expect(range.size).toBe(index + 1);
      expect(range.hashes.length).toBe((index + 1).toString(2).replaceAll('0', '').length);
      expect(root(digest, range)).toEqual(tree(index + 1).root);
    }
  });
});

describe('an inclusion proof', () => {
  it('is the path of the definition for every leaf of every tree, and proves only that leaf', () => {
    for (const { size } of sample(TREES.slice(1), 3))
      for (let index = 0; index < size; index += 1) {
        const proof = made(inclusionSpans(index, size));
        expect(text(proof)).toBe(text(pathOf(index, ALL.slice(0, size))));
        expect(provesInclusion(digest, leaf(index), tree(size), proof)).toBe(true);
        const next = { ...leaf(index), index: (index + 1) % size };
        if (size > 1) expect(provesInclusion(digest, next, tree(size), proof)).toBe(false);
      }
  });

  it.each([
    ['shorter', (proof: Uint8Array[]) => proof.slice(1)],
    ['longer', (proof: Uint8Array[]) => [...proof, ALL[0] as Uint8Array]],
    ['turned round', (proof: Uint8Array[]) => proof.toReversed()],
    ['cut in a hash', ([first = new Uint8Array(), ...rest]: Uint8Array[]) => [first.slice(1), ...rest]],
  ])('is invalid when it is %s', (_, change) => {
    const proof = made(inclusionSpans(5, 13));
    expect(provesInclusion(digest, leaf(5), tree(13), proof)).toBe(true);
    expect(provesInclusion(digest, leaf(5), tree(13), change(proof))).toBe(false);
  });

  it('cannot be built or verified for a leaf outside the tree', () => {
    for (const [index, size] of [
      [0, 0],
      [3, 3],
      [-1, 3],
      [0.5, 3],
    ] as const) {
      expect(() => inclusionSpans(index, size)).toThrow(RangeError);
      expect(provesInclusion(digest, { index, leaf: ALL[0] as Uint8Array }, tree(size), [])).toBe(false);
    }
  });
});
