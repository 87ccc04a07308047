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

/** How far each stream has come, as far as is known: its name and the number of an event of it. */
export type Reached = ReadonlyMap<string, number>;

/** The table differs from what was hashed; it must not be signed. */
export class HashMismatch extends ExplainedError {
  readonly code = 'UnsoundEvent';
}

const sound = (sha256: Sha256, record: LogRecord): LogRecord => {
  if (leafHash(sha256, record.body) === record.hash) return record;
  const { stream, seq } = record.event;
  throw new HashMismatch(
    `${stream} event ${seq} does not match its hash: it was changed in the table, and nothing is signed on top of it. Run: emergency verify`,
  );
};

/** Streams that are read at the same time, and the most events of each that are: they wait in memory for their leaves. */
const STREAMS = 25;
const EVENTS = 100;

/** The first of a stream's events up to `seq` that have no leaf, and whether there are no more. */
const lacking = async ({ store, leaves }: LeafPorts, stream: string, seq: number) => {
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
  for (const [more, record] of records.entries()) yield leafOf(first + more, sound(sha256, record));
}

/**
 * Gives every event of these streams its leaf. The end of the leaves is read before it is read what the streams have, so
 * a put that succeeds at the next index cannot be a second leaf of an event. When another was faster it starts again;
 * each round the log is longer, so it ends.
 */
export const appendLeaves = async (ports: LeafPorts, reached: Reached): Promise<void> => {
  const rest = new Map(reached);
  while (rest.size > 0) {
    const first = await ports.leaves.next();
    const round = await Promise.all(
      [...rest].slice(0, STREAMS).map(([stream, seq]) => lacking(ports, stream, seq)),
    );
    const records = round.flatMap(({ records }) => records);
    if (!(await ports.leaves.append(leavesOf(ports.sha256, records, first)))) continue;
    for (const { stream, isAll } of round) if (isAll) rest.delete(stream);
  }
};

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
/** Writers' clocks differ, and the index runs behind the table: so much earlier is looked at again. */
const MARGIN = 600_000;

/** The streams that were written since (milliseconds), from the index `byTime`. */
const writtenSince = async (store: EventStore, since: number, now: number): Promise<Reached> => {
  const reached = new Map<string, number>();
  const first = since - MARGIN;
  for (let at = first; dayOf(at) <= dayOf(now + MARGIN); at += DAY)
    for (let shard = 0; shard < DAY_SHARDS; shard += 1)
      for await (const { event } of store.day(`${dayOf(at)}#${shard}`, encodeTime(first, 10)))
        reached.set(event.stream, Math.max(event.seq, reached.get(event.stream) ?? 0));
  return reached;
};

/** After so long without a checkpoint one scan of the table costs less than a look into every day. */
const LONG_AGO = 30 * DAY;

/**
 * The streams that may have events without a leaf. `since`: the time up to which none is missing, null when that is not
 * known; then, and after a long time, the whole table is read, a stream at a time.
 */
export async function* unsettled(
  store: EventStore,
  since: number | null,
  now: number,
): AsyncGenerator<Reached> {
  if (since !== null && now - since < LONG_AGO) yield await writtenSince(store, since, now);
  else for await (const stream of store.streams()) yield new Map([[stream, Number.POSITIVE_INFINITY]]);
}

/** Appends a leaf for every event the consumer missed; `since` as in `unsettled`. */
export const appendMissingLeaves = async (
  ports: LeafPorts,
  since: number | null,
  now: number,
): Promise<void> => {
  for await (const reached of unsettled(ports.store, since, now)) await appendLeaves(ports, reached);
};
