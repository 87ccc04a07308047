import { decodeTime } from 'ulid';
import type { Body } from '../domain/envelope.ts';
import type { EventStore, LogRecord } from '../domain/event-store.ts';
import { ExplainedError } from '../domain/explained-error.ts';
import type { Leaf, LeafLog } from '../domain/leaf-log.ts';
import { type Outcome, outcomeOf } from '../domain/outcome.ts';

/** Which events: all fields that are given must hold. Times in milliseconds, both included. */
export type HistoryFilter = {
  stream?: string | undefined;
  type?: string | undefined;
  location?: string | undefined;
  admin?: string | undefined;
  contact?: string | undefined;
  outcome?: Outcome | undefined;
  from?: number | undefined;
  to?: number | undefined;
};

/** An event, and where to go on behind it with the same filter. */
export type Found = { record: LogRecord; cursor: string };

export type HistoryPorts = { store: EventStore; leaves: LeafLog };

/** The text is no place in the history that this filter asks for. */
export class UnknownCursor extends ExplainedError {
  override name = 'UnknownCursor';
}

const equal = (wanted: string | undefined, found: unknown) => wanted === undefined || wanted === found;

const isWithin = ({ from, to }: HistoryFilter, at: number): boolean =>
  (from === undefined || at >= from) && (to === undefined || at <= to);

const matches = (filter: HistoryFilter, event: Body): boolean => {
  const { locationId, center, adminId, by } = event.data as Body['data'] & {
    by?: { adminId?: string } | null;
  };
  return (
    isWithin(filter, Date.parse(event.at)) &&
    equal(filter.stream, event.stream) &&
    equal(filter.type, event.type) &&
    equal(filter.outcome, outcomeOf(event.type)) &&
    equal(filter.location, locationId ?? center) &&
    equal(filter.admin, adminId ?? by?.adminId) &&
    equal(filter.contact, event.contactId)
  );
};

type Placed = { record: LogRecord; place: number };
/** One way through the log: its name stands in cursors, and it begins behind a place. */
type Way = { name: string; read(after: number): AsyncIterable<Placed> };

/** By the numbers of one stream. */
const streamWay = ({ store }: HistoryPorts, stream: string): Way => ({
  name: 'stream',
  async *read(after) {
    for await (const record of store.read(stream, after)) yield { record, place: record.event.seq };
  },
});

/** By the index of one call's events, which are few. */
const contactWay = ({ store }: HistoryPorts, contactId: string): Way => ({
  name: 'contact',
  async *read(after) {
    let place = 0;
    for await (const record of store.contact(contactId)) {
      place += 1;
      if (place > after) yield { record, place };
    }
  },
});

/** Events read at once; DynamoDB gives up to 100. */
const MOST = 100;
/** Leaves stand in the order in which events were given them: after an outage streams follow each other, not the clock. */
const DISORDER = 86_400_000;

/** By the order of all events in the Merkle log, which needs neither days nor an index. */
const logWay = ({ store, leaves }: HistoryPorts, filter: HistoryFilter, page: number): Way => ({
  name: 'log',
  async *read(after) {
    let index =
      after > 0 || filter.from === undefined ? after : await firstSince(leaves, filter.from - DISORDER);
    for (let last = false; !last; ) {
      const found = await leaves.page(index, Math.min(MOST, page));
      last = found.length === 0 || isPast(filter, found.at(-1));
      const wanted = found.filter(({ id }) => isWithin(filter, decodeTime(id)));
      const places = new Map(wanted.map((leaf) => [`${leaf.stream}#${leaf.seq}`, leaf.index + 1]));
      for (const record of await store.records(wanted))
        yield { record, place: places.get(`${record.event.stream}#${record.event.seq}`) ?? index };
      index += found.length;
    }
  },
});

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

const wayOf = (ports: HistoryPorts, filter: HistoryFilter, page: number): Way => {
  if (filter.contact !== undefined) return contactWay(ports, filter.contact);
  return filter.stream === undefined ? logWay(ports, filter, page) : streamWay(ports, filter.stream);
};

/** The place a cursor names on this way. @throws UnknownCursor when it names none */
const placeOf = (way: Way, cursor: string | undefined): number => {
  if (cursor === undefined) return 0;
  const [, place] = new RegExp(`^${way.name}-([0-9]{1,15})$`).exec(cursor) ?? [];
  if (place === undefined)
    throw new UnknownCursor(
      'cursor: not one that this query gave; begin without, or ask what was asked before',
    );
  return Number(place);
};

/**
 * The events that a filter asks for, in the order of the log and as far back as it goes; of one stream or one contact in
 * theirs. Read as far as the reader goes, a page at a time, and nothing is kept. `page`: how many the reader means to take.
 * @throws UnknownCursor for a cursor of another query
 */
export async function* history(
  ports: HistoryPorts,
  filter: HistoryFilter,
  { cursor, page = MOST }: { cursor?: string | undefined; page?: number } = {},
): AsyncGenerator<Found> {
  const way = wayOf(ports, filter, page);
  for await (const { record, place } of way.read(placeOf(way, cursor)))
    if (matches(filter, record.event)) yield { record, cursor: `${way.name}-${place}` };
}
