import { decodeTime } from 'ulid';
import type { Leaf, LeafLog, LogRecord } from '../../domain/ledger/index.ts';
import { type HistoryFilter, isWithin } from './history-filter.ts';
import { type WithoutLeafPorts, withoutLeaf } from './without-leaf.ts';

/** A position of a query in its source. `id`: the last event without a leaf that was returned, in a query of the log. */
export type Position = { offset: number; id?: string | undefined };
export type PositionedRecord = Position & { record: LogRecord };

/** Events read at once, the maximum of BatchGetItem. */
export const MAX_PAGE = 100;
/** How far leaves may be out of time order, in milliseconds: after an outage they are added stream by stream. */
const DISORDER = 86_400_000;

/** Reads leaves from an index on, with their events. Returns the end, or null when all others are too late for the filter. */
async function* byLeaves(
  { store, leaves }: WithoutLeafPorts,
  filter: HistoryFilter,
  page: number,
  { offset, id: returned = '' }: Position,
  seen = new Set<string>(),
): AsyncGenerator<PositionedRecord, number | null> {
  for (let index = offset; ; ) {
    const found = await leaves.page(index, Math.min(MAX_PAGE, page));
    if (found.length === 0) return index;
    const wanted = found.filter(({ id }) => id > returned && isWithin(filter, decodeTime(id)));
    const offsets = new Map(wanted.map((leaf) => [leaf.id, leaf.index + 1]));
    for (const record of await store.records(wanted)) {
      const { id } = record.event;
      seen.add(id);
      yield { record, offset: offsets.get(id) ?? index, id: returned };
    }
    index += found.length;
    if (isPast(filter, found.at(-1))) return null;
  }
}

/**
 * Reads all events in the order of the Merkle log, and then by time those without a leaf, so that a late or stopped projector
 * hides nothing. Leaves added meanwhile are read in between, so that no event is missing or returned twice.
 * @param page how many events the caller expects to take
 */
export async function* inLogOrder(
  ports: WithoutLeafPorts,
  filter: HistoryFilter,
  page: number,
  after: Position,
): AsyncGenerator<PositionedRecord> {
  const { id: returned = '' } = after;
  const start = await startOf(ports.leaves, filter, after);
  const end = yield* byLeaves(ports, filter, page, { offset: start, id: returned });
  if (end === null) return;
  const rest = await withoutLeaf(ports);
  const seen = new Set<string>();
  const next = yield* byLeaves(ports, filter, page, { offset: end, id: returned }, seen);
  for (const record of rest) {
    const { id } = record.event;
    if (id > returned && !seen.has(id)) yield { record, offset: next ?? end, id };
  }
}

/** The events without a leaf, by time, and the position after them: the end of the log. */
export const endOfLog = async (ports: WithoutLeafPorts): Promise<{ rest: LogRecord[]; end: Position }> => {
  const rest = await withoutLeaf(ports);
  return { rest, end: { offset: await ports.leaves.size(), id: rest.at(-1)?.event.id } };
};

/** Reads the events whose leaves are before an index backwards, a page at a time. */
export async function* backwards(
  { store, leaves }: WithoutLeafPorts,
  filter: HistoryFilter,
  end: number,
): AsyncGenerator<LogRecord> {
  for (let index = end; index > 0; index -= MAX_PAGE) {
    const start = Math.max(0, index - MAX_PAGE);
    const found = await leaves.page(start, index - start);
    const records = await store.records(found.filter(({ id }) => isWithin(filter, decodeTime(id))));
    yield* records.reverse();
    if (isBefore(filter, found[0])) return;
  }
}

const startOf = async (leaves: LeafLog, { from }: HistoryFilter, { offset }: Position): Promise<number> =>
  offset > 0 || from === undefined ? offset : firstSince(leaves, from - DISORDER);

const isPast = ({ to }: HistoryFilter, leaf: Leaf | undefined): boolean =>
  to !== undefined && leaf !== undefined && decodeTime(leaf.id) > to + DISORDER;

const isBefore = ({ from }: HistoryFilter, leaf: Leaf | undefined): boolean =>
  from !== undefined && leaf !== undefined && decodeTime(leaf.id) < from - DISORDER;

/** Finds the first leaf of an event since a time by binary search: 20 reads of one leaf for a million. */
const firstSince = async (leaves: LeafLog, at: number): Promise<number> => {
  let [low, high] = [0, await leaves.size()];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [leaf] = await leaves.page(middle, 1);
    if (leaf && decodeTime(leaf.id) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};
