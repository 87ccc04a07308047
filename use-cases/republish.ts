import type { EventBus } from '../domain/emergency/index.ts';
import {
  ExplainedError,
  type LogRecord,
  leafHash,
  type Sha256,
  type StoredEvent,
} from '../domain/ledger/index.ts';
import { CHUNK, eventEntry, publishChunk } from '../projections/bus-entries.ts';
import type { LogPorts } from './log-ports.ts';
import type { OperatorAction } from './operator-action.ts';
import { type HistoryEntry, type HistoryPorts, history } from './queries/history.ts';
import { recordExport } from './record-export.ts';

export type RepublishPorts = LogPorts & HistoryPorts & { bus: EventBus; sha256: Sha256 };

/** The events to publish: from a time (milliseconds) to a time, or of one stream by sequence number; both ends inclusive. */
export type Range = { stream: string | null; from: number; to: number | null };

/** Events put on the bus by one request: five calls of PutEvents. */
const PAGE = 5 * CHUNK;

/** An event was not put on the bus; those before it were. */
export class NotRepublished extends ExplainedError {
  readonly code = 'NotRepublished';
}

const shown = ({ stream }: Range, end: number): string =>
  stream === null ? new Date(end).toISOString() : String(end);

/** The events of the range up to the one that records the request, in the order of the log or the stream. */
async function* eventsOf(ports: RepublishPorts, range: Range, recorded: StoredEvent, after?: string) {
  const { stream, from, to } = range;
  const until = Date.parse(recorded.at);
  const [filter, start] =
    stream === null
      ? [{ from, to: Math.min(to ?? until, until) }, undefined]
      : [{ stream, to: until }, `stream-${from - 1}`];
  for await (const found of history(ports, filter, { cursor: after ?? start, page: PAGE })) {
    const { seq, id } = found.record.event;
    if (stream !== null && to !== null && seq > to) return;
    if (id !== recorded.id) yield found;
  }
}

/** @throws NotRepublished for an event that was changed in the log */
const intact = (sha256: Sha256, { event, body, hash }: LogRecord): LogRecord => {
  if (leafHash(sha256, body) === hash) return { event, body, hash };
  throw new NotRepublished(
    `${event.stream} event ${event.seq} does not match its hash: it was changed in the log; run: emergency verify`,
  );
};

const publishPage = async (ports: RepublishPorts, page: readonly HistoryEntry[], replay: string) => {
  for (let from = 0; from < page.length; from += CHUNK) {
    const chunk = page.slice(from, from + CHUNK).map(({ record }) => intact(ports.sha256, record));
    const codes = await publishChunk(
      ports,
      chunk.map((record) => eventEntry(record, replay)),
    );
    const failed = codes.findIndex((code) => code !== null);
    const event = chunk[failed]?.event;
    if (event)
      throw new NotRepublished(
        `the bus did not accept ${event.stream} event ${event.seq} of ${event.at} (${codes[failed]}); those before it are on the bus: try again from there`,
      );
  }
};

/**
 * Puts one page of the range on the bus again, each event as at first, and marked with the id of the event that records the
 * request. That event is appended before the first page, once for each action. Events may so reach the bus twice, never out of it.
 * @returns the recorded event, how many events were put on the bus, the last one, and the cursor of the next page, or null
 * @throws NotRepublished when the bus refuses one, or one was changed; UnknownCursor
 */
export const republish = async (
  ports: RepublishPorts,
  action: OperatorAction,
  range: Range,
  cursor?: string,
): Promise<{ event: StoredEvent; published: number; last: StoredEvent | null; cursor: string | null }> => {
  const { stream, from, to } = range;
  const data = { stream, from: shown(range, from), to: to === null ? null : shown(range, to) };
  const event = await recordExport(ports, action, { type: 'EventsRepublished', data });
  const page: HistoryEntry[] = [];
  for await (const found of eventsOf(ports, range, event, cursor)) {
    page.push(found);
    if (page.length === PAGE) break;
  }
  await publishPage(ports, page, event.id);
  const last = page.at(-1);
  return {
    event,
    published: page.length,
    last: last?.record.event ?? null,
    cursor: page.length === PAGE ? (last?.cursor ?? null) : null,
  };
};
