import type { EventStore, LogRecord } from '../domain/event-store.ts';
import { DAY_SHARDS } from '../domain/stream.ts';

/** Which events: all fields that are given must hold. Times in milliseconds; `after` is the id of the last one seen. */
export type HistoryFilter = {
  stream?: string | undefined;
  type?: string | undefined;
  location?: string | undefined;
  admin?: string | undefined;
  contact?: string | undefined;
  from: number;
  to: number;
  after?: string | undefined;
};

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

const matches = (filter: HistoryFilter, { event }: LogRecord): boolean => {
  const at = Date.parse(event.at);
  const { locationId, center, adminId, by } = event.data as Record<string, unknown> & {
    by?: { adminId?: string };
  };
  return (
    at >= filter.from &&
    at <= filter.to &&
    equal(filter.stream, event.stream) &&
    equal(filter.type, event.type) &&
    equal(filter.location, locationId ?? center) &&
    equal(filter.admin, adminId ?? by?.adminId) &&
    equal(filter.contact, event.contactId)
  );
};

const equal = (wanted: string | undefined, found: unknown) => wanted === undefined || wanted === found;

/** Several ordered sources as one, by event id; each is read only as far as it is needed. */
async function* merge(sources: AsyncIterator<LogRecord>[]): AsyncGenerator<LogRecord> {
  const heads = await Promise.all(sources.map((source) => source.next()));
  for (;;) {
    const next = heads
      .map((head, index) => ({ head, index }))
      .filter(({ head }) => !head.done)
      .sort((a, b) => (a.head.value.event.id < b.head.value.event.id ? -1 : 1))[0];
    const source = next && sources[next.index];
    if (!next || !source) return;
    yield next.head.value;
    heads[next.index] = await source.next();
  }
}

/**
 * Events in the order of time, oldest first, read day by day from the index `byTime`. The index runs a moment behind
 * the log (usually under a second), which is well for readers and never used by a projection.
 */
export async function* history(store: EventStore, filter: HistoryFilter): AsyncGenerator<LogRecord> {
  for (let day = filter.from; dayOf(day) <= dayOf(filter.to); day += DAY) {
    const shards = Array.from({ length: DAY_SHARDS }, (_, shard) =>
      store.day(`${dayOf(day)}#${shard}`, filter.after)[Symbol.asyncIterator](),
    );
    for await (const record of merge(shards)) if (matches(filter, record)) yield record;
  }
}
