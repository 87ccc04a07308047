import { ExplainedError, type LogRecord } from '../../domain/ledger/index.ts';
import { type HistoryFilter, matches } from './history-filter.ts';
import {
  backwards,
  endOfLog,
  inLogOrder,
  MAX_PAGE,
  type Position,
  type PositionedRecord,
} from './log-order.ts';
import type { WithoutLeafPorts } from './without-leaf.ts';

/** An event, and the cursor from which the same query continues after it. */
export type HistoryEntry = { record: LogRecord; cursor: string };

export type HistoryPorts = WithoutLeafPorts;

/** The cursor does not belong to this query. */
export class UnknownCursor extends ExplainedError {
  readonly code = 'UnknownCursor';
}

/** A source of events, read from after a position. Its name is part of its cursors. */
type Source = { name: string; read(after: Position): AsyncIterable<PositionedRecord> };

/** Selects the source for a filter: one call's index, one stream, or the whole log. */
const sourceFor = (ports: HistoryPorts, filter: HistoryFilter, page: number): Source => {
  const { contact, stream } = filter;
  if (contact !== undefined)
    return { name: 'contact', read: ({ offset }) => contactEvents(ports, contact, offset) };
  if (stream !== undefined)
    return { name: 'stream', read: ({ offset }) => streamEvents(ports, stream, offset) };
  return { name: 'log', read: (after) => inLogOrder(ports, filter, page, after) };
};

/** The offset in a stream is the sequence number. */
async function* streamEvents({ store }: HistoryPorts, stream: string, after: number) {
  for await (const record of store.read(stream, after)) yield { record, offset: record.event.seq };
}

/** The offset in a call's few events is their count. */
async function* contactEvents({ store }: HistoryPorts, contactId: string, after: number) {
  let offset = 0;
  for await (const record of store.contact(contactId)) {
    offset += 1;
    if (offset > after) yield { record, offset };
  }
}

const parseCursor = ({ name }: Source, cursor: string | undefined): Position => {
  if (cursor === undefined) return { offset: 0 };
  const [, offset, id] = new RegExp(`^${name}-([0-9]{1,15})(?:-([0-9A-Z]{26}))?$`).exec(cursor) ?? [];
  if (offset === undefined)
    throw new UnknownCursor('cursor: belongs to another query; omit it, or repeat the query it came from');
  return { offset: Number(offset), id };
};

const formatCursor = ({ name }: Pick<Source, 'name'>, { offset, id }: Position): string =>
  [name, offset, ...(id ? [id] : [])].join('-');

/**
 * Reads the events that match a filter, in the order of the log, of the stream, or of the call. Reads lazily, a page at a
 * time. `page`: how many events the caller expects to take.
 * @throws UnknownCursor for a cursor of another query
 */
export async function* history(
  ports: HistoryPorts,
  filter: HistoryFilter,
  { cursor, page = MAX_PAGE }: { cursor?: string | undefined; page?: number } = {},
): AsyncGenerator<HistoryEntry> {
  const source = sourceFor(ports, filter, page);
  for await (const found of source.read(parseCursor(source, cursor)))
    if (matches(filter, found.record.event))
      yield { record: found.record, cursor: formatCursor(source, found) };
}

/** The newest events that match a filter, oldest first, and the cursor from which the same query continues after them. */
export type Newest = { records: LogRecord[]; cursor: string; hasEarlier: boolean };

const newestInLog = async (ports: HistoryPorts, filter: HistoryFilter, limit: number): Promise<Newest> => {
  const { rest, end } = await endOfLog(ports);
  const records = rest.filter(({ event }) => matches(filter, event)).reverse();
  const seen = new Set(records.map(({ event }) => event.id));
  for await (const record of backwards(ports, filter, end.offset)) {
    if (records.length > limit) break;
    if (matches(filter, record.event) && !seen.has(record.event.id)) records.push(record);
  }
  const cursor = formatCursor({ name: 'log' }, end);
  return { records: records.slice(0, limit).reverse(), cursor, hasEarlier: records.length > limit };
};

/** Reads a stream or a call to its end. */
const newestOf = async (source: Source, filter: HistoryFilter, limit: number): Promise<Newest> => {
  const records: LogRecord[] = [];
  let end: Position = { offset: 0 };
  for await (const found of source.read(end)) {
    end = found;
    if (matches(filter, found.record.event)) records.push(found.record);
    if (records.length > limit + 1) records.shift();
  }
  const cursor = formatCursor(source, end);
  return { records: records.slice(-limit), cursor, hasEarlier: records.length > limit };
};

/** Reads the newest events that match a filter, backwards from the end of the log. */
export const newest = async (ports: HistoryPorts, filter: HistoryFilter, limit: number): Promise<Newest> => {
  const source = sourceFor(ports, filter, MAX_PAGE);
  return source.name === 'log' ? newestInLog(ports, filter, limit) : newestOf(source, filter, limit);
};
