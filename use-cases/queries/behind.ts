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

/** How far a read model is behind the log: events it has not seen, and the time of the first of them. */
export type Behind = { events: number; since: string | null };

export const UP_TO_DATE: Behind = { events: 0, since: null };

/** Rows that are compared with the log at the same time. */
const AT_ONCE = 25;

/** Row by row, exactly: a reader of the stream may have skipped any one event. */
const behindOf = async (
  ids: ReadonlySet<string>,
  unseen: (id: string) => Promise<readonly StoredEvent[]>,
): Promise<Behind> => {
  const rest = [...ids];
  const times: string[] = [];
  while (rest.length > 0)
    for (const events of await Promise.all(rest.splice(0, AT_ONCE).map(unseen)))
      times.push(...events.map(({ at }) => at));
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

/** The board; one read of the log for each location. A location that was never set has no row, and lacks none. */
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
 * The directory; one read of the log for each administrator, and their events where a row lacks some.
 * @param subjects everybody who has personal data, with a row or without
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

/** Two read models that one answer rests on. */
export const both = (one: Behind, other: Behind): Behind => ({
  events: one.events + other.events,
  since: [one.since, other.since].filter((at) => at !== null).toSorted()[0] ?? null,
});
