import equal from 'fast-deep-equal';
import {
  ADMIN_ID,
  admin,
  adminStream,
  boardRow,
  completedRow,
  LOCATION_ID,
  location,
  locationStream,
} from '../domain/emergency/index.ts';
import { judgedTime, type System } from '../domain/ledger/index.ts';
import { CHANGES_DIRECTORY, type DirectoryPorts, directoryRow, rebuildAdmin } from './admin-directory.ts';
import { type BoardPorts, rebuildLocation } from './emergency-board.ts';
import { removeAdminRow } from './remove-rows.ts';

export type ComparePorts = BoardPorts &
  DirectoryPorts & {
    system: Pick<System, 'now'>;
    /** The configured locations: a deleted row of the board is missed by them. */
    locations: readonly string[];
    /** Every administrator with a key: a deleted row of the directory is missed by them. */
    subjects(): AsyncIterable<string>;
  };

export const READ_MODELS = ['board', 'directory'] as const;
export type ReadModel = (typeof READ_MODELS)[number];

/**
 * A row that is not what the log says. `no-event`: its events are not in the log; `differs`: it is not what they say;
 * `stale`: an event further than `LATE` from now has not changed it: the stream's record of it was lost, an old row was put
 * back, or the row deleted. An event that far ahead is of a wrong clock and long written, too.
 */
export type Mismatch = {
  table: ReadModel;
  stream: string;
  reason: 'no-event' | 'differs' | 'stale';
};

/** Milliseconds after which an event is in its row, unless the projector is in trouble, which has alarms of its own. */
const LATE = 600_000;

type Row = { seq: number };
/** What the log says of one row. `seq`: of the newest event that changes it; `expected`: null when there is to be none. */
type Newest = { seq: number; expected: Row | null };

/** A row and its stream. `remove` and `rebuild` do nothing where there is no row, or no such stream. */
export type Compared = {
  table: ReadModel;
  stream: string;
  row: Row | null;
  newest(): Promise<Newest>;
  changes(type: string): boolean;
  remove(): Promise<unknown>;
  rebuild(): Promise<void>;
};

/** Whether a row is one of some event up to `seq`. Whoever writes past the projector may write anything for its number. */
const isExplained = (row: Row | null, { seq, expected }: Newest): boolean =>
  expected !== null && (row === null || (Number.isSafeInteger(row.seq) && row.seq >= 0 && row.seq <= seq));

/** Why a row is not what the log says; null for a row that is. */
export const mismatchOf = async (
  { store, system }: ComparePorts,
  { stream, row, newest, changes }: Compared,
): Promise<Mismatch['reason'] | null> => {
  // Read after the row, so that the row can never be ahead of it by an event of just now.
  const state = await newest();
  if (equal(row, state.expected)) return null;
  if (!isExplained(row, state)) return 'no-event';
  const seen = row?.seq ?? 0;
  if (seen === state.seq) return 'differs';
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
    const isLocation = LOCATION_ID.test(id);
    const newest = async (): Promise<Newest> => {
      if (!isLocation) return { seq: 0, expected: null };
      const { seq, state } = await store.head(location, stream);
      // Without a status there is no row, whatever was refused.
      return state.status === null
        ? { seq: 0, expected: null }
        : { seq, expected: boardRow(id, seq, state.status) };
    };
    yield {
      table: 'board',
      stream,
      row: row && completedRow(row),
      newest,
      changes: () => true,
      remove: async () => row && board.remove(row),
      rebuild: async () => (isLocation ? rebuildLocation(ports, id) : undefined),
    };
  }
};

const directoryRows = async function* (ports: ComparePorts): AsyncGenerator<Compared> {
  const subjects: string[] = [];
  for await (const id of ports.subjects()) subjects.push(id);
  for (const [id, row] of await rowsById(ports.directory.all(), (one) => one.adminId, subjects)) {
    const stream = adminStream(id);
    const isAdmin = ADMIN_ID.test(id);
    const newest = async (): Promise<Newest> => {
      if (!isAdmin) return { seq: 0, expected: null };
      const { state } = await ports.store.head(admin, stream);
      return { seq: state.listSeq, expected: await directoryRow(ports, id, state) };
    };
    yield {
      table: 'directory',
      stream,
      row,
      newest,
      changes: (type) => CHANGES_DIRECTORY.has(type),
      remove: async () => row && removeAdminRow(ports, row),
      rebuild: async () => (isAdmin ? rebuildAdmin(ports, id) : undefined),
    };
  }
};

/** Every row of a read model, and every one that it should have. */
export const rowsToCompare = (ports: ComparePorts, readModel: ReadModel): AsyncIterable<Compared> =>
  readModel === 'board' ? boardRows(ports) : directoryRows(ports);

/**
 * Compares every row of the board and the directory with the newest state of its stream: one read of the log for each row
 * that is right. Finds rows that no event explains, whoever wrote them, and rows that missed an event.
 */
export async function* compareRows(ports: ComparePorts): AsyncGenerator<Mismatch> {
  for (const readModel of READ_MODELS)
    for await (const compared of rowsToCompare(ports, readModel)) {
      const reason = await mismatchOf(ports, compared);
      if (reason !== null) yield { table: compared.table, stream: compared.stream, reason };
    }
}
