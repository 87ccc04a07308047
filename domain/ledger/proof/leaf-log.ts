import * as z from '../../zod.ts';
import type { LogRecord } from '../event-store.ts';

/** One leaf of the Merkle log: the event at an index. `leafHash` is the event's hash. */
export type Leaf = { index: number; leafHash: string; stream: string; seq: number; id: string };

/** Partition keys of the proof records in the `Events` table; no stream has such a name. */
export const LEAVES = 'log';
export const CHECKPOINTS = 'checkpoint';
/** `leaf/<stream>`: with the event's sequence number, the key of its leaf's index. */
export const leafKey = (stream: string): string => `leaf/${stream}`;

/** The keys of proof records: append-only like events, but not events. */
const PROOF_KEY = /^(log|checkpoint|leaf\/(admin|location|call)\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79})$/;
export const proofKeySchema = z.matching(PROOF_KEY);
export const isProofKey = (key: string): boolean => PROOF_KEY.test(key);

/**
 * The order of all events in one log: dense from 0, each event once, the events of a stream in their order. A writer reads the
 * end first, and the conditional put at the next index succeeds for one writer only.
 */
export type LeafLog = {
  /** The index of the next leaf. `sequencedTo` accounts for all leaves before it. */
  next(): Promise<number>;
  /** The sequence number of the stream's last event with a leaf; 0 for none. */
  sequencedTo(stream: string): Promise<number>;
  /** Puts leaves one by one. Stops and returns false at an index that already has another leaf. */
  append(leaves: Iterable<Leaf>): Promise<boolean>;
  /** The leaves in order from an index on, with consistent reads. */
  leaves(from: number): AsyncIterable<Leaf>;
  /** Up to `most` leaves from an index on, in one read; for queries. */
  page(from: number, most: number): Promise<Leaf[]>;
  /** The number of leaves; writes nothing. */
  size(): Promise<number>;
};

export const leafOf = (index: number, { event, hash }: LogRecord): Leaf => ({
  index,
  leafHash: hash,
  stream: event.stream,
  seq: event.seq,
  id: event.id,
});

/** A checkpoint in the table: the signed note, and the compact range that the next checkpoint continues from. */
export type StoredCheckpoint = { serial: number; at: number; size: number; note: string; range: string[] };

export type CheckpointLog = {
  newest(): Promise<StoredCheckpoint | null>;
  /** Returns false when another writer appended this serial number first. */
  append(checkpoint: StoredCheckpoint): Promise<boolean>;
};

/** The bucket with Object Lock for signed checkpoints: nobody who can write to the table can remove them. */
export type Anchor = {
  /** Stores a note under the checkpoint's name. Idempotent; also confirms that the anchor is reachable. */
  store(name: string, note: string): Promise<void>;
  /** The checkpoint with the greatest size that is at least `size`; null when there is none. */
  newest(size: number): Promise<{ name: string; note: string } | null>;
};
