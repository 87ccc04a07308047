import {
  type BoardRow,
  type BoardTable,
  boardRow,
  type LocationState,
  location,
  locationStream,
  rowStatus,
} from '../domain/emergency/index.ts';
import { applyEvent, type EventStore, fold, type StoredEvent } from '../domain/ledger/index.ts';

export type BoardPorts = { store: EventStore; board: BoardTable };
type Seen = { seq: number; state: LocationState };

const seenBy = (row: BoardRow | null): Seen =>
  row
    ? { seq: row.seq, state: { answered: [], status: rowStatus(row) } }
    : { seq: 0, state: location.initial };

/** Continues from the row's state: skips events already applied, applies the next ones, and reads the log after a gap. */
const catchUp = async (
  { store }: BoardPorts,
  locationId: string,
  seen: Seen,
  events: readonly StoredEvent[],
): Promise<Seen> => {
  let { seq, state } = seen;
  for (const event of events) {
    if (event.seq <= seq) continue;
    if (event.seq > seq + 1) return store.head(location, locationStream(locationId));
    state = applyEvent(location, state, event);
    seq = event.seq;
  }
  return { seq, state };
};

/**
 * Updates one location's row with these events (in order), in one write. When another worker wrote a newer row meanwhile, it
 * starts again from that row; every round meets a newer row, so it ends.
 */
export const projectLocation = async (
  ports: BoardPorts,
  locationId: string,
  events: readonly StoredEvent[],
): Promise<void> => {
  for (;;) {
    const seen = seenBy(await ports.board.get(locationId, true));
    const { seq, state } = await catchUp(ports, locationId, seen, events);
    if (seq === seen.seq || state.status === null) return;
    if (await ports.board.put(boardRow(locationId, seq, state.status))) return;
  }
};

/** Folds a location's whole stream from the event bodies alone and writes its row, unless the row is newer. */
export const rebuildLocation = async ({ store, board }: BoardPorts, locationId: string): Promise<void> => {
  const events: StoredEvent[] = [];
  for await (const { event } of store.read(locationStream(locationId))) events.push(event);
  const { status } = fold(location, events);
  if (status !== null) await board.put(boardRow(locationId, events.length, status), true);
};
