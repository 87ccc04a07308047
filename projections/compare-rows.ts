import equal from 'fast-deep-equal';
import {
  ADMIN_ID,
  admin,
  adminStream,
  boardRow,
  LOCATION_ID,
  location,
  locationStream,
} from '../domain/emergency/index.ts';
import { judgedTime, type System } from '../domain/ledger/index.ts';
import { CHANGES_DIRECTORY, type DirectoryPorts, directoryRow } from './admin-directory.ts';
import type { BoardPorts } from './emergency-board.ts';

export type ComparePorts = BoardPorts &
  DirectoryPorts & {
    system: Pick<System, 'now'>;
    /** The configured locations: a deleted row of the board is missed by them. */
    locations: readonly string[];
    /** Every administrator with a key: a deleted row of the directory is missed by them. */
    subjects(): AsyncIterable<string>;
  };

/**
 * A row that is not what the log says. `no-event`: its events are not in the log; `differs`: it is not what they say;
 * `stale`: an event further than `LATE` from now has not changed it, as when an old row was put back, or the row deleted. An
 * event that far ahead is of a wrong clock and long written, too.
 */
export type Mismatch = {
  table: 'board' | 'directory';
  stream: string;
  reason: 'no-event' | 'differs' | 'stale';
};

/** Milliseconds after which an event is in its row, unless the projector is in trouble, which has alarms of its own. */
const LATE = 600_000;

type Row = { seq: number };
/** What the log says of one row. `seq`: of the newest event that changes it; `expected`: null when there is to be none. */
type Newest = { seq: number; expected: Row | null };

type Compared = {
  table: Mismatch['table'];
  stream: string;
  row: Row | null;
  newest(): Promise<Newest>;
  changes(type: string): boolean;
};

const reasonOf = async (
  { store, system }: ComparePorts,
  { stream, row, newest, changes }: Compared,
): Promise<Mismatch['reason'] | null> => {
  // Read after the row, so that the row can never be ahead of it by an event of just now.
  const { seq, expected } = await newest();
  if (equal(row, expected)) return null;
  const seen = row?.seq ?? 0;
  if (seen > seq) return 'no-event';
  if (seen === seq) return 'differs';
  for await (const { event } of store.read(stream, seen))
    if (changes(event.type)) return Math.abs(system.now() - judgedTime(event)) > LATE ? 'stale' : null;
  return 'differs';
};

/** The rows of a table by their ids, and null for ids that should have one. */
const rowsById = async <One extends Row>(
  rows: AsyncIterable<One>,
  idOf: (row: One) => string,
  expected: Iterable<string>,
): Promise<Map<string, One | null>> => {
  const found = new Map<string, One | null>([...expected].map((id) => [id, null]));
  for await (const row of rows) found.set(idOf(row), row);
  return found;
};

const boardRows = async function* (ports: ComparePorts): AsyncGenerator<Compared> {
  const { store, board, locations } = ports;
  for (const [id, row] of await rowsById(board.all(), (one) => one.location, locations)) {
    const stream = locationStream(id);
    const newest = async (): Promise<Newest> => {
      if (!LOCATION_ID.test(id)) return { seq: 0, expected: null };
      const { seq, state } = await store.head(location, stream);
      // Without a status there is no row, whatever was refused.
      return state.status === null
        ? { seq: 0, expected: null }
        : { seq, expected: boardRow(id, seq, state.status) };
    };
    yield { table: 'board', stream, row, newest, changes: () => true };
  }
};

const directoryRows = async function* (ports: ComparePorts): AsyncGenerator<Compared> {
  const subjects: string[] = [];
  for await (const id of ports.subjects()) subjects.push(id);
  for (const [id, row] of await rowsById(ports.directory.all(), (one) => one.adminId, subjects)) {
    const stream = adminStream(id);
    const newest = async (): Promise<Newest> => {
      if (!ADMIN_ID.test(id)) return { seq: 0, expected: null };
      const { state } = await ports.store.head(admin, stream);
      return { seq: state.listSeq, expected: await directoryRow(ports, id, state) };
    };
    yield { table: 'directory', stream, row, newest, changes: (type) => CHANGES_DIRECTORY.has(type) };
  }
};

/**
 * Compares every row of the board and the directory with the newest state of its stream: one read of the log for each row
 * that is right. Finds rows that no event explains, whoever wrote them.
 */
export async function* compareRows(ports: ComparePorts): AsyncGenerator<Mismatch> {
  for (const rows of [boardRows(ports), directoryRows(ports)])
    for await (const compared of rows) {
      const reason = await reasonOf(ports, compared);
      if (reason !== null) yield { table: compared.table, stream: compared.stream, reason };
    }
}
