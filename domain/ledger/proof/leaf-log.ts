import * as z from '../../zod.ts';
import type { LogRecord } from '../event-store.ts';

/** One leaf of the Merkle log: which event stands at which index. `leafHash` is the event's own hash. */
export type Leaf = { index: number; leafHash: string; stream: string; seq: number; id: string };

/** The names under which the log's own records stand in the table of events; no stream is called so. */
export const LEAVES = 'log';
export const CHECKPOINTS = 'checkpoint';
/** `leaf/<stream>` with the event's number: at which index its leaf stands. */
export const leafKey = (stream: string): string => `leaf/${stream}`;

/** The keys of the proof's own records: put-only as events are, and no events. */
const PROOF_KEY = /^(log|checkpoint|leaf\/(admin|location|call)\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79})$/;
export const proofKeySchema = z.matching(PROOF_KEY);
export const isProofKey = (key: string): boolean => PROOF_KEY.test(key);

/**
 * The order of all events in one log: dense from 0, each event once, the events of a stream in their order. Whoever adds
 * a leaf reads the end first, and the put at the next index succeeds for one only.
 */
export type LeafLog = {
  /** The index at which the next leaf belongs. All leaves before it are counted by `sequencedTo`. */
  next(): Promise<number>;
  /** The number of the stream's last event that has a leaf; 0 for none. */
  sequencedTo(stream: string): Promise<number>;
  /** Puts one after the other. False when another leaf stood at an index: those before it are put, and none after. */
  append(leaves: Iterable<Leaf>): Promise<boolean>;
  /** The leaves in order from an index on, consistent. */
  leaves(from: number): AsyncIterable<Leaf>;
  /** One read of up to so many leaves from an index on; for readers. */
  page(from: number, most: number): Promise<Leaf[]>;
  /** How many there are; writes nothing. */
  size(): Promise<number>;
};

export const leafOf = (index: number, { event, hash }: LogRecord): Leaf => ({
  index,
  leafHash: hash,
  stream: event.stream,
  seq: event.seq,
  id: event.id,
});

/** A checkpoint as the table keeps it: the signed note, and the tree so far that the next one goes on from. */
export type StoredCheckpoint = { serial: number; at: number; size: number; note: string; range: string[] };

export type CheckpointLog = {
  newest(): Promise<StoredCheckpoint | null>;
  /** False when another one with this serial number was faster. */
  append(checkpoint: StoredCheckpoint): Promise<boolean>;
};

/** Where signed checkpoints go so that nobody who can write to the table can take them back. */
export type Anchor = {
  /** Keeps a note under the checkpoint's name; the same one again is well and says that the log still stands there. */
  store(name: string, note: string): Promise<void>;
};
