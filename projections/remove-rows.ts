import {
  admin,
  adminStream,
  type BoardRow,
  type DirectoryRow,
  location,
  locationStream,
} from '../domain/emergency/index.ts';
import {
  applyEvent,
  type Decided,
  type Decider,
  type EventStore,
  type ProcessedCommands,
} from '../domain/ledger/index.ts';
import type { DirectoryPorts } from './admin-directory.ts';
import type { BoardPorts } from './emergency-board.ts';

/** A stream folded from its event bodies alone. */
const folded = async <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  store: EventStore,
  decider: Decider<State, Command, Event>,
  stream: string,
): Promise<{ seq: number; state: State }> => {
  let [seq, state] = [0, decider.initial];
  for await (const { event } of store.read(stream))
    [seq, state] = [event.seq, applyEvent(decider, state, event)];
  return { seq, state };
};

const isBoardRowExplained = async ({ store }: BoardPorts, row: BoardRow): Promise<boolean> => {
  const { seq, state } = await folded(store, location, locationStream(row.location));
  return state.status !== null && row.seq <= seq;
};

const isDirectoryRowExplained = async ({ store }: DirectoryPorts, row: DirectoryRow): Promise<boolean> => {
  const { listing, listSeq } = (await folded(store, admin, adminStream(row.adminId))).state;
  return listing.status !== 'unlisted' && row.seq <= listSeq;
};

/** Removes an administrator's row, unless it was replaced; the administrator then no longer counts towards the send budget. */
export const removeAdminRow = async (
  { directory, sendBudget }: Pick<DirectoryPorts, 'directory' | 'sendBudget'>,
  row: Pick<DirectoryRow, 'adminId' | 'seq'>,
): Promise<boolean> => {
  const removed = await directory.remove(row);
  if (removed) await sendBudget.setEnrolled(row.adminId, false);
  return removed;
};

/**
 * Removes the rows of board and directory that no event explains: of a stream that would have none, or ahead of the log, where
 * no later event would replace them. The log is read after the row, so a row is never ahead of it by an event of just now.
 * @returns how many were removed
 */
export const removeUnexplained = async (ports: BoardPorts & DirectoryPorts): Promise<number> => {
  let removed = 0;
  for await (const row of ports.board.all())
    if (!(await isBoardRowExplained(ports, row)) && (await ports.board.remove(row))) removed += 1;
  for await (const row of ports.directory.all())
    if (!(await isDirectoryRowExplained(ports, row)) && (await removeAdminRow(ports, row))) removed += 1;
  return removed;
};
