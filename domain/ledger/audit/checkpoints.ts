import { equalBytes } from '../bytes.ts';
import { type Checkpoint, checkpointName, parseCheckpoint } from '../proof/checkpoint.ts';
import type { Digest } from '../proof/merkle/compact-range.ts';
import { type Ed25519Verify, type NoteKey, openNote } from '../proof/signed-note.ts';
import type { Finding } from './finding.ts';

/** A file as it was anchored: its name and its text. Versions of one name come one after the other. */
export type Anchored = { name: string; note: string };
export type Signed = Checkpoint & { note: string };
export type Trust = { digest: Digest; ed25519: Ed25519Verify; keys: readonly NoteKey[] };

const read = async (trust: Trust, { name, note }: Anchored): Promise<Signed | string> => {
  const opened = await openNote(trust, note, trust.keys);
  if ('fault' in opened) return opened.fault;
  const checkpoint = parseCheckpoint(opened.text);
  if (!checkpoint) return 'says nothing that a checkpoint says';
  if (checkpoint.origin !== opened.key.name) return `is of the log ${checkpoint.origin}`;
  if (checkpointName(checkpoint.size) !== name) return `is a checkpoint of size ${checkpoint.size}`;
  return { ...checkpoint, note };
};

/**
 * Opens the anchored checkpoints: the good ones by size, each once, and what is wrong with the others. Two of one size
 * with different roots are proof that the log's owner told two stories.
 */
export const openCheckpoints = async (
  trust: Trust,
  files: readonly Anchored[],
): Promise<{ signed: Signed[]; faults: Finding[] }> => {
  const bySize = new Map<number, Signed>();
  const faults: Finding[] = [];
  for (const file of files) {
    const place = `checkpoint ${file.name}`;
    const found = await read(trust, file);
    if (typeof found === 'string') {
      faults.push({ place, fault: found });
      continue;
    }
    const other = bySize.get(found.size);
    if (other && !equalBytes(other.root, found.root))
      faults.push({ place, fault: 'two checkpoints of this size were signed over different roots' });
    bySize.set(found.size, other ?? found);
  }
  return { signed: [...bySize.values()].sort((a, b) => a.size - b.size), faults };
};
