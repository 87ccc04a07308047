import { equalBytes, fromHex } from '../bytes.ts';
import type { Leaf } from '../proof/leaf-log.ts';
import { type Digest, growing, root } from '../proof/merkle/compact-range.ts';
import type { Signed } from './checkpoints.ts';
import type { Findings } from './finding.ts';
import { inOrder } from './in-order.ts';

const named = ({ stream, seq }: Leaf) => `${stream}#${seq}`;

/**
 * Grows the tree from the leaves, whatever the order in which they come, and holds it to every checkpoint on the way. As
 * all checkpoints are held to one tree, each is consistent with those before it.
 */
export const tree = (digest: Digest, signed: readonly Signed[], findings: Findings) => {
  const grown = growing(digest);
  /** The first leaf no good checkpoint covers yet. */
  let since: Leaf | null = null;
  let covered = 0;
  let pending = signed.filter(({ size }) => size > 0);

  const hold = (leaf: Leaf): void => {
    const [checkpoint] = pending;
    if (checkpoint?.size !== grown.size()) return;
    pending = pending.slice(1);
    if (equalBytes(root(digest, grown.range()), checkpoint.root)) {
      covered = grown.size();
      since = null;
      return;
    }
    const first = since ?? leaf;
    const place = `leaves ${first.index} to ${leaf.index}`;
    const fault = `the tree of ${grown.size()} leaves is not the one that was signed; what changed is from ${named(first)} to ${named(leaf)}`;
    findings.add({ place, fault, leaves: [first.index, leaf.index] });
    // The checkpoints after it cannot hold either, and say nothing more.
    pending = [];
  };

  const order = inOrder<Leaf>(0, (leaf) => {
    since ??= leaf;
    grown.add(fromHex(leaf.leafHash));
    hold(leaf);
  });

  return {
    add(leaf: Leaf): boolean {
      const added = order.add(leaf.index, leaf);
      if (!added) findings.add({ place: `leaf ${leaf.index}`, fault: 'stands there twice' });
      return added;
    },
    end(): void {
      const waiting = order.waiting();
      const [behind] = waiting[0] ?? [];
      const next = order.next();
      const signed = pending.at(-1)?.size ?? 0;
      const place = `leaf ${next}`;
      if (behind !== undefined)
        findings.add({ place, fault: `is missing; leaf ${behind} is there`, leaves: [next, behind - 1] });
      else if (next < signed) {
        // One that was taken out further up leaves its hole at the end when the others were numbered anew.
        const fault = `is missing: ${signed} leaves were signed, ${next} are there, and ${covered} are vouched for (so it would be, too, if the export is older than the checkpoint)`;
        findings.add({ place, fault, leaves: [covered, signed - 1] });
      }
    },
    size: grown.size,
    root: () => root(digest, grown.range()),
    /** How many leaves a checkpoint vouches for. */
    covered: () => covered,
  };
};
