import {
  admin,
  adminStream,
  type BoardTable,
  type DirectoryTable,
  location,
  locationStream,
} from '../../domain/emergency/index.ts';
import { type EventStore, fold, type StoredEvent } from '../../domain/ledger/index.ts';
import { CHANGES_DIRECTORY } from '../../projections/admin-directory.ts';
import { inParallel } from './in-parallel.ts';

/** How far a read model is behind the log: events it has not seen, and the time of the first of them. */
export type Behind = { events: number; since: string | null };

/** Compares row by row, as a stream consumer may have skipped any event. */
const behindOf = async (
  ids: ReadonlySet<string>,
  unseen: (id: string) => Promise<readonly StoredEvent[]>,
): Promise<Behind> => {
  const times = (await inParallel(ids, unseen)).flat().map(({ at }) => at);
  return { events: times.length, since: times.toSorted()[0] ?? null };
};

const after = async (store: EventStore, stream: string, seq: number): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for await (const { event } of store.read(stream, seq)) events.push(event);
  return events;
};

const seqs = async <Row extends { seq: number }>(rows: AsyncIterable<Row>, idOf: (row: Row) => string) => {
  const found = new Map<string, number>();
  for await (const row of rows) found.set(idOf(row), row.seq);
  return found;
};

/** How far the board is behind: one read of the log per location. A location that was never set needs no row. */
export const boardBehind = async (
  { store, board }: { store: EventStore; board: BoardTable },
  locations: readonly string[],
): Promise<Behind> => {
  const rows = await seqs(board.all(), (row) => row.location);
  return behindOf(new Set([...locations, ...rows.keys()]), async (id) => {
    const seen = rows.get(id);
    const events = await after(store, locationStream(id), seen ?? 0);
    return seen === undefined && fold(location, events).status === null ? [] : events;
  });
};

/**
 * How far the directory is behind: one read of the log per administrator, and their events when a row lacks some.
 * @param subjects the ids of all administrators with personal data, with a row or without
 */
export const directoryBehind = async (
  { store, directory }: { store: EventStore; directory: DirectoryTable },
  subjects: AsyncIterable<string>,
): Promise<Behind> => {
  const rows = await seqs(directory.all(), (row) => row.adminId);
  const ids = new Set(rows.keys());
  for await (const id of subjects) ids.add(id);
  return behindOf(ids, async (id) => {
    const seen = rows.get(id) ?? 0;
    const { state } = await store.head(admin, adminStream(id));
    if (state.listSeq <= seen) return [];
    const unseen = await after(store, adminStream(id), seen);
    return unseen.filter(({ type, seq }) => seq <= state.listSeq && CHANGES_DIRECTORY.has(type));
  });
};

/** How far an answer from two read models is behind. */
export const sumBehind = (one: Behind, other: Behind): Behind => ({
  events: one.events + other.events,
  since: [one.since, other.since].filter((at) => at !== null).toSorted()[0] ?? null,
});
