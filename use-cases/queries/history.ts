import { ExplainedError, type LogRecord } from '../../domain/ledger/index.ts';
import { type HistoryFilter, matches } from './history-filter.ts';
import { inLogOrder, MOST, type Place, type Placed } from './log-order.ts';
import type { WithoutLeafPorts } from './without-leaf.ts';

/** An event, and where to go on behind it with the same filter. */
export type Found = { record: LogRecord; cursor: string };

export type HistoryPorts = WithoutLeafPorts;

/** The text is no place in the history that this filter asks for. */
export class UnknownCursor extends ExplainedError {
  readonly code = 'UnknownCursor';
}

/** One way through the log: its name stands in cursors, and it begins behind a place. */
type Way = { name: string; read(after: Place): AsyncIterable<Placed> };

/** By the numbers of one stream. */
const streamWay = ({ store }: HistoryPorts, stream: string): Way => ({
  name: 'stream',
  async *read(after) {
    for await (const record of store.read(stream, after.place)) yield { record, place: record.event.seq };
  },
});

/** By the index of one call's events, which are few. */
const contactWay = ({ store }: HistoryPorts, contactId: string): Way => ({
  name: 'contact',
  async *read(after) {
    let place = 0;
    for await (const record of store.contact(contactId)) {
      place += 1;
      if (place > after.place) yield { record, place };
    }
  },
});

const logWay = (ports: HistoryPorts, filter: HistoryFilter, page: number): Way => ({
  name: 'log',
  read: (after) => inLogOrder(ports, filter, page, after),
});

const wayOf = (ports: HistoryPorts, filter: HistoryFilter, page: number): Way => {
  if (filter.contact !== undefined) return contactWay(ports, filter.contact);
  return filter.stream === undefined ? logWay(ports, filter, page) : streamWay(ports, filter.stream);
};

/** The place a cursor names on this way. @throws UnknownCursor when it names none */
const placeOf = (way: Way, cursor: string | undefined): Place => {
  if (cursor === undefined) return { place: 0 };
  const [, place, id] = new RegExp(`^${way.name}-([0-9]{1,15})(?:-([0-9A-Z]{26}))?$`).exec(cursor) ?? [];
  if (place === undefined)
    throw new UnknownCursor(
      'cursor: not one that this query gave; begin without, or ask what was asked before',
    );
  return { place: Number(place), id };
};

const cursorOf = ({ name }: Way, { place, id }: Place): string =>
  [name, place, ...(id ? [id] : [])].join('-');

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
  for await (const placed of way.read(placeOf(way, cursor)))
    if (matches(filter, placed.record.event)) yield { record: placed.record, cursor: cursorOf(way, placed) };
}
