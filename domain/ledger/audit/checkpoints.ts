import { equalBytes } from '../bytes.ts';
import { type Checkpoint, checkpointName, parseCheckpoint } from '../proof/checkpoint.ts';
import type { Digest } from '../proof/merkle/compact-range.ts';
import { type Ed25519Verify, type NoteKey, openNote } from '../proof/signed-note.ts';
import type { Finding } from './finding.ts';
import { asSigned } from './transit.ts';

/** An anchored checkpoint file: its name and its signed note. The versions of one name follow each other. */
export type Anchored = { name: string; note: string };
/** What an anchor holds: every version of every checkpoint, and the names that somebody marked as deleted. */
export type Anchors = { anchored: Anchored[]; deleted: string[] };
export type Signed = Checkpoint & { note: string };
export type Trust = { digest: Digest; ed25519: Ed25519Verify; keys: readonly NoteKey[] };

const read = async (trust: Trust, { name, note }: Anchored): Promise<Signed | string> => {
  const opened = await openNote(trust, note, trust.keys);
  if ('fault' in opened) return opened.fault;
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return 'the signed text is not a checkpoint';
  if (checkpoint.origin !== opened.key.name) return `belongs to the log ${checkpoint.origin}`;
  if (checkpointName(checkpoint.size) !== name)
    return `the file name does not match the checkpoint's size ${checkpoint.size}`;
  return { ...checkpoint, note };
};

/**
 * Opens the anchored checkpoints: the valid ones ordered by size, without repeats, and the faults of the others. Two of one
 * size with different roots prove a fork (split view). A note whose line ends changed in transit is read as it was signed.
 */
export const openCheckpoints = async (
  trust: Trust,
  files: readonly Anchored[],
): Promise<{ signed: Signed[]; faults: Finding[]; changedInTransit: string[] }> => {
  const bySize = new Map<number, Signed>();
  const faults: Finding[] = [];
  const changedInTransit: string[] = [];
  for (const { name, note } of files) {
    const place = `checkpoint ${name}`;
    const found = await read(trust, { name, note: asSigned(note) });
    if (typeof found === 'string') {
      faults.push({ place, fault: found });
      continue;
    }
    if (found.note !== note) changedInTransit.push(name);
    const other = bySize.get(found.size);
    if (other && !equalBytes(other.root, found.root))
      faults.push({ place, fault: 'fork (split view): two checkpoints of this size sign different roots' });
    bySize.set(found.size, other ?? found);
  }
  return { signed: [...bySize.values()].sort((a, b) => a.size - b.size), faults, changedInTransit };
};
