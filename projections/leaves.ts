import { encodeTime } from 'ulid';
import {
  DAY_SHARDS,
  type EventStore,
  ExplainedError,
  type LeafLog,
  type LogRecord,
  leafHash,
  leafOf,
  type Sha256,
} from '../domain/ledger/index.ts';

export type LeafPorts = { store: EventStore; leaves: LeafLog; sha256: Sha256 };

/** By stream, the sequence number up to which its events need leaves. */
export type Reached = ReadonlyMap<string, number>;

/** An event in the table does not match its hash; it must not be signed. */
export class HashMismatch extends ExplainedError {
  readonly code = 'UnsoundEvent';
}

const verified = (sha256: Sha256, record: LogRecord): LogRecord => {
  if (leafHash(sha256, record.body) === record.hash) return record;
  const { stream, seq } = record.event;
  throw new HashMismatch(
    `${stream} event ${seq} does not match its hash: it was changed in the table, and nothing is signed on top of it. Run: emergency verify`,
  );
};

/** Limits of one round, whose events are held in memory: streams read in parallel, and events of each. */
const STREAMS = 25;
const EVENTS = 100;

/** A stream's first events up to `seq` without a leaf, and whether these are all. */
const withoutLeaf = async ({ store, leaves }: LeafPorts, stream: string, seq: number) => {
  const records: LogRecord[] = [];
  const from = await leaves.sequencedTo(stream);
  if (from >= seq) return { stream, records, isAll: true };
  for await (const record of store.read(stream, from)) {
    records.push(record);
    if (records.length === EVENTS) return { stream, records, isAll: false };
  }
  return { stream, records, isAll: true };
};

function* leavesOf(sha256: Sha256, records: readonly LogRecord[], first: number) {
  for (const [offset, record] of records.entries()) yield leafOf(first + offset, verified(sha256, record));
}

/**
 * Appends a leaf for every event of these streams. It reads the end of the leaves before the streams, so a put that succeeds
 * at the next index cannot be a second leaf of an event. After a conflict it starts again; every round meets a longer
 * log, so it ends.
 */
export const appendLeaves = async (ports: LeafPorts, reached: Reached): Promise<void> => {
  const rest = new Map(reached);
  while (rest.size > 0) {
    const first = await ports.leaves.next();
    const round = await Promise.all(
      [...rest].slice(0, STREAMS).map(([stream, seq]) => withoutLeaf(ports, stream, seq)),
    );
    const records = round.flatMap(({ records }) => records);
    if (!(await ports.leaves.append(leavesOf(ports.sha256, records, first)))) continue;
    for (const { stream, isAll } of round) if (isAll) rest.delete(stream);
  }
};

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Overlap of the search, for clock skew between writers and for the index's delay. */
const MARGIN = 600_000;

/** The streams written since a time (milliseconds), from the index `byTime`. */
const writtenSince = async (store: EventStore, since: number, now: number): Promise<Reached> => {
  const reached = new Map<string, number>();
  const first = since - MARGIN;
  for (let at = first; dayOf(at) <= dayOf(now + MARGIN); at += DAY)
    for (let shard = 0; shard < DAY_SHARDS; shard += 1)
      for await (const { event } of store.day(`${dayOf(at)}#${shard}`, encodeTime(first, 10)))
        reached.set(event.stream, Math.max(event.seq, reached.get(event.stream) ?? 0));
  return reached;
};

/** After this long without a checkpoint, one scan of the table costs less than querying every day. */
const LONG_AGO = 30 * DAY;

/**
 * The streams that may have events without a leaf.
 * @param since the time up to which no leaf is missing; null when unknown: then, when it is ahead of `now`, and after a long time, all streams are read
 */
export async function* unsettled(
  store: EventStore,
  since: number | null,
  now: number,
): AsyncGenerator<Reached> {
  const isKnown = since !== null && since <= now + MARGIN && now - since < LONG_AGO;
  if (isKnown) yield await writtenSince(store, since, now);
  else for await (const stream of store.streams()) yield new Map([[stream, Number.POSITIVE_INFINITY]]);
}

/** Appends a leaf for every event the projector missed; `since` as in `unsettled`. */
export const appendMissingLeaves = async (
  ports: LeafPorts,
  since: number | null,
  now: number,
): Promise<void> => {
  for await (const reached of unsettled(ports.store, since, now)) await appendLeaves(ports, reached);
};
