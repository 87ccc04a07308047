import { fromBase64, fromHex, toBase64, utf8 } from '../bytes.ts';
import { parseCheckpoint } from '../checkpoint.ts';
import type { Leaf } from '../leaf-log.ts';
import type { Digest } from '../merkle/compact-range.ts';
import { inclusionSpans, spanRoots } from '../merkle/proofs.ts';
import { provesInclusion } from '../merkle/verify-proofs.ts';
import { openNote } from '../signed-note.ts';
import type { Trust } from './checkpoints.ts';
import { readLine } from './export-line.ts';
import { inOrder } from './in-order.ts';

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';

/**
 * Makes the proof that a leaf stands in a signed tree, from the lines of an export in any order: C2SP tlog-proof, which
 * other tools read too. `note` is the checkpoint.
 * @throws RangeError when the checkpoint does not cover the leaf
 */
export const inclusionProof = (digest: Digest, index: number, size: number, note: string) => {
  const roots = spanRoots(digest, inclusionSpans(index, size));
  const order = inOrder<Leaf>(0, ({ leafHash }) => roots.add(fromHex(leafHash)));
  return {
    line(text: string): void {
      const read = readLine(text);
      if (read.kind === 'leaf') order.add(read.leaf.index, read.leaf);
    },
    end: (): string => [FIRST_LINE, `index ${index}`, ...roots.roots().map(toBase64), '', note].join('\n'),
  };
};

/** The hash of an event's canonical text as a leaf. */
const leafOf = (digest: Digest, body: string) => digest(utf8(`\u0000${body}`));

/** True when the proof shows that an event, its canonical text given, stands in a tree that a trusted key signed. */
export const checkInclusion = async (trust: Trust, proof: string, body: string): Promise<boolean> => {
  const end = proof.indexOf('\n\n');
  const [first, second = '', ...encoded] = proof.slice(0, end).split('\n');
  const [, index] = /^index (0|[1-9][0-9]{0,15})$/.exec(second) ?? [];
  const hashes = encoded.map(fromBase64);
  const opened = await openNote(trust, proof.slice(end + 2), trust.keys);
  const tree = 'text' in opened ? parseCheckpoint(opened.text) : null;
  if (end < 0 || first !== FIRST_LINE || index === undefined || tree === null) return false;
  if (!hashes.every((hash) => hash !== null)) return false;
  return provesInclusion(
    trust.digest,
    { index: Number(index), leaf: leafOf(trust.digest, body) },
    tree,
    hashes,
  );
};
