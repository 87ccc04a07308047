import { decodeTime } from 'ulid';
import type { Leaf, LeafLog, LogRecord } from '../../domain/ledger/index.ts';
import { type HistoryFilter, isWithin } from './history-filter.ts';
import { type WithoutLeafPorts, withoutLeaf } from './without-leaf.ts';

/** `id`: the event's, when it has no place of its own yet. */
export type Place = { place: number; id?: string | undefined };
export type Placed = Place & { record: LogRecord };

/** Events read at once; DynamoDB gives up to 100. */
export const MOST = 100;
/** Leaves stand in the order in which events were given them: after an outage streams follow each other, not the clock. */
const DISORDER = 86_400_000;

/** Leaves from a place on, with their events; answers where they end, or null when the rest is too late for the filter. */
async function* byLeaves(
  { store, leaves }: WithoutLeafPorts,
  filter: HistoryFilter,
  page: number,
  { place: from, id: shown = '' }: Place,
  seen = new Set<string>(),
): AsyncGenerator<Placed, number | null> {
  for (let index = from; ; ) {
    const found = await leaves.page(index, Math.min(MOST, page));
    if (found.length === 0) return index;
    const wanted = found.filter(({ id }) => id > shown && isWithin(filter, decodeTime(id)));
    const places = new Map(wanted.map((leaf) => [leaf.id, leaf.index + 1]));
    for (const record of await store.records(wanted)) {
      const { id } = record.event;
      seen.add(id);
      yield { record, place: places.get(id) ?? index, id: shown };
    }
    index += found.length;
    if (isPast(filter, found.at(-1))) return null;
  }
}

/**
 * By the order of all events in the Merkle log, which needs neither days nor an index; then, by time, those that have no
 * leaf yet, so that a projector that is late or stopped hides nothing. A leaf that one of these got while they were
 * looked for is read after that, so that none is missed and none comes twice.
 * @param page how many the reader means to take
 */
export async function* inLogOrder(
  ports: WithoutLeafPorts,
  filter: HistoryFilter,
  page: number,
  after: Place,
): AsyncGenerator<Placed> {
  const { id: shown = '' } = after;
  const place = await beginning(ports.leaves, filter, after);
  const end = yield* byLeaves(ports, filter, page, { place, id: shown });
  if (end === null) return;
  const rest = await withoutLeaf(ports);
  const seen = new Set<string>();
  const next = yield* byLeaves(ports, filter, page, { place: end, id: shown }, seen);
  for (const record of rest) {
    const { id } = record.event;
    if (id > shown && !seen.has(id)) yield { record, place: next ?? end, id };
  }
}

const beginning = async (leaves: LeafLog, { from }: HistoryFilter, { place }: Place): Promise<number> =>
  place > 0 || from === undefined ? place : firstSince(leaves, from - DISORDER);

const isPast = ({ to }: HistoryFilter, leaf: Leaf | undefined): boolean =>
  to !== undefined && leaf !== undefined && decodeTime(leaf.id) > to + DISORDER;

/** The first leaf of an event since a time, by halving: 20 reads of one leaf for a million. */
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
