import { fromBase64, toBase64 } from '../bytes.ts';
import type { Tree } from './merkle/compact-range.ts';

/** The content of a checkpoint: the log's origin, its number of leaves, and the root of their Merkle tree. */
export type Checkpoint = Tree & { origin: string };

const ROOT_BYTES = 32;
const SIZE = /^(0|[1-9][0-9]{0,15})$/;

/** The text that is signed (C2SP tlog-checkpoint v1.0.0, no extension lines). */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Parses a signed text; null when it is not a checkpoint. Extension lines are allowed and ignored. */
export const parseCheckpoint = (text: string): Checkpoint | null => {
  const [origin, size, encoded] = text.split('\n');
  const root = fromBase64(encoded ?? '');
  if (!origin || !SIZE.test(size ?? '') || root?.length !== ROOT_BYTES) return null;
  return Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root } : null;
};

/** A checkpoint's file name: its zero-padded size, so that two checkpoints of one size get the same name. */
export const checkpointName = (size: number): string => String(size).padStart(16, '0');
