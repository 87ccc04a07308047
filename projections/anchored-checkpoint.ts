import {
  type Anchor,
  append,
  type CompactRange,
  counted,
  type Digest,
  type Ed25519Verify,
  ExplainedError,
  equalBytes,
  fromHex,
  type LeafLog,
  type NoteKey,
  openNote,
  parseCheckpoint,
  root,
} from '../domain/ledger/index.ts';

/** The log contradicts a signed checkpoint; nothing more is signed. */
export class LogMismatch extends ExplainedError {
  readonly code = 'UnsoundLog';
}

export type AnchoredPorts = {
  leaves: LeafLog;
  anchor: Anchor;
  digest: Digest;
  ed25519: Ed25519Verify;
  signer: { key: NoteKey };
};

const WHAT_TO_DO = 'Nothing is signed on top of it. See docs/runbook.md (checkpoint-failures)';

/** Continues a tree up to `size` leaves. @throws LogMismatch when the log has fewer */
const grownTo = async ({ leaves, digest }: AnchoredPorts, from: CompactRange, size: number, name: string) => {
  let range = from;
  for await (const leaf of leaves.leaves(from.size)) {
    if (range.size === size) return range;
    range = append(digest, range, fromHex(leaf.leafHash));
  }
  if (range.size === size) return range;
  throw new LogMismatch(
    `the log went back: checkpoint ${name} covers ${counted(size, 'leaf', 'leaves')}, and the table has ${range.size}. It was restored from an older copy, or events were deleted. ${WHAT_TO_DO}`,
  );
};

/**
 * Compares the log with the newest anchored checkpoint of at least the size of `last`, the tree of the table's last
 * checkpoint. The anchor has what the table may have lost.
 * @throws LogMismatch when the log has fewer leaves, or another root at that size
 */
export const compareWithAnchored = async (ports: AnchoredPorts, last: CompactRange): Promise<void> => {
  const newest = await ports.anchor.newest(last.size);
  if (newest === null) return;
  const opened = await openNote(ports, newest.note, [ports.signer.key]);
  const signed = 'text' in opened ? parseCheckpoint(opened.text) : null;
  if (!signed)
    throw new LogMismatch(
      `the anchored checkpoint ${newest.name} is not signed by this log's key. ${WHAT_TO_DO}`,
    );
  const range = await grownTo(ports, last, signed.size, newest.name);
  if (!equalBytes(signed.root, root(ports.digest, range)))
    throw new LogMismatch(
      `the log contradicts checkpoint ${newest.name}: its first ${counted(signed.size, 'leaf has', 'leaves have')} another root. It was restored from an older copy and continued, or changed. ${WHAT_TO_DO}`,
    );
};
