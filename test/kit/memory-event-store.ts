import { headOf, refold, toRecord } from '../../adapters/event-items.ts';
import type { EventStore, Item } from '../../domain/ledger/event-store.ts';
import { createItem, emptyHead, type LogIdentity } from '../../domain/ledger/item.ts';

/** An event store in a map; `items` are the table's items. */
export const memoryEventStore = (log: LogIdentity): EventStore & { table: Item[] } => {
  const items: Item[] = [];
  const of = (stream: string) => items.filter((item) => item.pk === stream).sort((a, b) => a.sk - b.sk);

  async function* read(stream: string, after = 0) {
    for (const item of of(stream)) if (item.sk > after) yield toRecord(item);
  }

  return {
    table: items,
    async head(decider, stream) {
      const newest = of(stream).at(-1);
      const empty = emptyHead(log, stream, decider.initial);
      if (!newest) return empty;
      return headOf(decider, newest) ?? refold(log, decider, empty, read(stream));
    },
    async append(decider, head, decided, meta) {
      const next = createItem(log, decider, head, decided, meta);
      const there = items.find((item) => item.pk === next.item.pk && item.sk === next.item.sk);
      if (there && there.id !== next.item.id) return { kind: 'conflict' };
      if (!there) items.push(next.item);
      return { kind: 'appended', event: next.event, head: next.head };
    },
    async event(stream, seq) {
      const item = of(stream).find(({ sk }) => sk === seq);
      return item ? toRecord(item) : null;
    },
    items: async function* (stream, after = 0) {
      yield* of(stream).filter(({ sk }) => sk > after);
    },
    read,
    async *streams() {
      for (const item of items) if (item.sk === 1) yield item.pk;
    },
    async records(places) {
      const found = places.map(({ stream, seq }) => of(stream).find(({ sk }) => sk === seq));
      return found.flatMap((item) => (item ? [toRecord(item)] : []));
    },
    async *contact(contactId) {
      const found = items.filter((item) => item.contactId === contactId);
      for (const item of found.sort((a, b) => (a.id < b.id ? -1 : 1))) yield toRecord(item);
    },
    async *day(dayKey, after = '') {
      const found = items.filter((item) => item.day === dayKey && item.id > after);
      for (const item of found.sort((a, b) => (a.id < b.id ? -1 : 1))) yield toRecord(item);
    },
  };
};
