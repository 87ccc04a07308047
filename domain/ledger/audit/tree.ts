import { equalBytes, fromHex } from '../bytes.ts';
import { counted } from '../counted.ts';
import type { Leaf } from '../proof/leaf-log.ts';
import { type Digest, growing, root } from '../proof/merkle/compact-range.ts';
import type { Signed } from './checkpoints.ts';
import type { Findings } from './finding.ts';
import { inOrder } from './in-order.ts';

const eventOf = ({ stream, seq }: Leaf) => `${stream}#${seq}`;

/**
 * Builds the Merkle tree from leaves in any order and compares it with every checkpoint. As all checkpoints are compared with
 * one tree, each is consistent with those before it.
 * @param builds false to recognize duplicate leaves only: the first of several shares builds the tree
 */
export const tree = (digest: Digest, signed: readonly Signed[], findings: Findings, builds = true) => {
  const grown = growing(digest);
  /** The first leaf that no matching checkpoint covers yet. */
  let firstUncovered: Leaf | null = null;
  let covered = 0;
  let pending = signed.filter(({ size }) => size > 0);

  const compare = (leaf: Leaf): void => {
    const [checkpoint] = pending;
    if (checkpoint?.size !== grown.size()) return;
    pending = pending.slice(1);
    if (equalBytes(root(digest, grown.range()), checkpoint.root)) {
      covered = grown.size();
      firstUncovered = null;
      return;
    }
    const first = firstUncovered ?? leaf;
    const place = `leaves ${first.index} to ${leaf.index}`;
    const fault = `the root of ${counted(grown.size(), 'leaf', 'leaves')} does not match the signed checkpoint; the change lies between ${eventOf(first)} and ${eventOf(leaf)}`;
    findings.add({ place, fault, leaves: [first.index, leaf.index] });
    // Later checkpoints cannot match either.
    pending = [];
  };

  const order = inOrder<Leaf>(0, (leaf) => {
    if (!builds) return;
    firstUncovered ??= leaf;
    grown.add(fromHex(leaf.leafHash));
    compare(leaf);
  });

  return {
    add(leaf: Leaf): boolean {
      const added = order.add(leaf.index, leaf);
      if (!added) findings.add({ place: `leaf ${leaf.index}`, fault: 'duplicate leaf' });
      return added;
    },
    end(): void {
      const waiting = order.waiting();
      const [following] = waiting[0] ?? [];
      const next = order.next();
      const signed = pending.at(-1)?.size ?? 0;
      const place = `leaf ${next}`;
      if (following !== undefined)
        findings.add({
          place,
          fault: `is missing; the next leaf is ${following}`,
          leaves: [next, following - 1],
        });
      else if (next < signed) {
        // Removing a leaf and renumbering the others leaves the gap at the end.
        const fault = `is missing: ${counted(signed, 'leaf was', 'leaves were')} signed, ${counted(next, 'exists', 'exist')}, and ${counted(covered, 'matches', 'match')} a checkpoint (the same happens when the export is older than the checkpoint)`;
        findings.add({ place, fault, leaves: [covered, signed - 1] });
      }
    },
    size: grown.size,
    root: () => root(digest, grown.range()),
    /** Leaves covered by a matching checkpoint. */
    covered: () => covered,
  };
};
