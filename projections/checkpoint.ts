import { decodeTime } from 'ulid';
import {
  type Anchor,
  append,
  type CheckpointLog,
  type CompactRange,
  checkpointName,
  checkpointText,
  type Digest,
  type Ed25519Verify,
  EMPTY,
  equalBytes,
  fromHex,
  isDue,
  type Leaf,
  type NoteSigner,
  openNote,
  parseCheckpoint,
  root,
  type StoredCheckpoint,
  type System,
  signNote,
  toHex,
} from '../domain/ledger/index.ts';
import { compareWithAnchored, LogMismatch } from './anchored-checkpoint.ts';
import { appendMissingLeaves, type LeafPorts } from './leaves.ts';

export type CheckpointPorts = LeafPorts & {
  checkpoints: CheckpointLog;
  anchor: Anchor;
  signer: NoteSigner;
  digest: Digest;
  ed25519: Ed25519Verify;
  system: Pick<System, 'now'>;
};

/** The tree of the last checkpoint. @throws LogMismatch when its root is not the signed one */
const signedRange = async (ports: CheckpointPorts, last: StoredCheckpoint | null): Promise<CompactRange> => {
  if (!last) return EMPTY;
  const range = { size: last.size, hashes: last.range.map(fromHex) };
  const opened = await openNote(ports, last.note, [ports.signer.key]);
  const signed = 'text' in opened ? parseCheckpoint(opened.text) : null;
  if (signed?.size !== range.size || !equalBytes(signed.root, root(ports.digest, range)))
    throw new LogMismatch(
      `checkpoint ${last.serial} was changed in the table, and nothing is signed on top of it. Run: emergency export, then emergency verify with --export`,
    );
  return range;
};

const isUrgent = ({ stream }: Leaf) => !stream.startsWith('call/');

/** The tree with all leaves, and the time of the oldest new leaf that must be covered soon. */
const grown = async ({ leaves, digest }: CheckpointPorts, from: CompactRange) => {
  let range = from;
  let changedAt: number | null = null;
  for await (const leaf of leaves.leaves(from.size)) {
    if (leaf.index !== range.size)
      throw new LogMismatch(
        `leaf ${range.size} of the log is missing from the table, and nothing is signed without it. Run: emergency export, then emergency verify with --export`,
      );
    range = append(digest, range, fromHex(leaf.leafHash));
    if (isUrgent(leaf)) changedAt = Math.min(changedAt ?? Number.POSITIVE_INFINITY, decodeTime(leaf.id));
  }
  return { range, changedAt };
};

/**
 * Appends missing leaves, and signs and anchors a checkpoint when one is due. It continues the tree of the last checkpoint,
 * so a new one never contradicts an earlier one, and compares it with the newest anchored one. The note is anchored before it is stored in the table, where the next run
 * creates a missing one again.
 * @param every milliseconds until the next run
 * @throws LogMismatch, HashMismatch when the table was changed
 */
export const checkpoint = async (ports: CheckpointPorts, every: number): Promise<StoredCheckpoint | null> => {
  const now = ports.system.now();
  const last = await ports.checkpoints.newest();
  await appendMissingLeaves(ports, last?.at ?? null, now);
  const signed = await signedRange(ports, last);
  const { range, changedAt } = await grown(ports, signed);
  const { size } = range;
  const lastAt = last?.at ?? null;
  if (!isDue({ now, lastAt, grew: size > (last?.size ?? 0), changedAt }, every)) return null;
  await compareWithAnchored(ports, signed);
  const text = checkpointText({ origin: ports.signer.key.name, size, root: root(ports.digest, range) });
  const note = await signNote(ports.digest, text, ports.signer);
  await ports.anchor.store(checkpointName(size), note);
  const stored = { serial: (last?.serial ?? 0) + 1, at: now, size, note, range: range.hashes.map(toHex) };
  return (await ports.checkpoints.append(stored)) ? stored : null;
};
