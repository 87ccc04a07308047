import { describe, expect, it } from 'vitest';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { appendMissingLeaves } from '../../projections/leaves.ts';
import { type HistoryPorts, history, newest } from '../../use-cases/queries/history.ts';
import type { HistoryFilter } from '../../use-cases/queries/history-filter.ts';
import { change } from '../kit/changes.ts';
import { day } from '../kit/day.ts';
import { memoryCheckpoints } from '../kit/leaf-log.ts';
import { memoryLine } from '../kit/line.ts';

/** A day with every type of event, with leaves. */
const busyDay = async () => {
  const line = await memoryLine();
  await day(line);
  await appendMissingLeaves(line.ports, null, line.ports.system.now());
  const { store, leaves, system } = line.ports;
  const ports: HistoryPorts = { store, leaves, system, checkpoints: memoryCheckpoints() };
  const all = leaves.all.map(({ stream, seq }) => {
    const item = line.items.find(({ pk, sk }) => pk === stream && sk === seq);
    return JSON.parse(item?.body ?? '{}') as StoredEvent;
  });
  return { ports, all };
};

const found = async (ports: HistoryPorts, filter: HistoryFilter) => {
  const ids: string[] = [];
  for await (const { record } of history(ports, filter)) ids.push(record.event.id);
  return ids;
};

/** The same in pages, each from the previous one's cursor. */
const paged = async (ports: HistoryPorts, filter: HistoryFilter, page: number) => {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let more = true; more; ) {
    const before = ids.length;
    for await (const next of history(ports, filter, { cursor, page })) {
      ids.push(next.record.event.id);
      cursor = next.cursor;
      if (ids.length === before + page) break;
    }
    more = ids.length === before + page;
  }
  return ids;
};

const { ports, all } = await busyDay();

/** The same ports, with their reads recorded. */
const counting = () => {
  const reads: string[] = [];
  const leaves: HistoryPorts['leaves'] = {
    ...ports.leaves,
    page(from, most) {
      reads.push(`leaves ${most}`);
      return ports.leaves.page(from, most);
    },
  };
  const store: HistoryPorts['store'] = {
    ...ports.store,
    records(places) {
      reads.push(`events ${places.length}`);
      return ports.store.records(places);
    },
  };
  return { reads, ports: { ...ports, store, leaves } };
};

const middle = Date.parse(all[Math.floor(all.length / 2)]?.at ?? '');
const contact = all.find(({ type }) => type === 'EmergencySet')?.contactId ?? '';
const about = ({ data }: StoredEvent) =>
  data as { locationId?: string; center?: string; adminId?: string; by?: { adminId: string } };

const QUESTIONS: [string, HistoryFilter, (event: StoredEvent) => boolean][] = [
  ['everything', {}, () => true],
  ['a stream', { stream: 'admin/ana' }, ({ stream }) => stream === 'admin/ana'],
  ['a type', { type: 'PinRejected' }, ({ type }) => type === 'PinRejected'],
  ['a contact', { contact }, (event) => event.contactId === contact],
  [
    'a location',
    { location: 'Manila' },
    (event) => (about(event).locationId ?? about(event).center) === 'Manila',
  ],
  [
    'an administrator',
    { admin: 'ben' },
    (event) => (about(event).adminId ?? about(event).by?.adminId) === 'ben',
  ],
  ['what was refused', { outcome: 'refused' }, ({ type }) => /Refused|Rejected|NotAuth/.test(type)],
  ['what failed', { outcome: 'failed' }, ({ type }) => type === 'PinSendFailed'],
  ['a time on', { from: middle }, ({ at }) => Date.parse(at) >= middle],
  ['the time before', { to: middle - 1 }, ({ at }) => Date.parse(at) < middle],
  [
    'several things at once',
    { location: 'Manila', outcome: 'done', to: middle },
    (event) =>
      about(event).locationId === 'Manila' &&
      !/Refused|NotAuth/.test(event.type) &&
      Date.parse(event.at) <= middle,
  ],
];

describe('the history', () => {
  it.each(QUESTIONS)(
    'of %s has every matching event of the log, in pages too',
    async (_, filter, isMeant) => {
      const meant = all.filter(isMeant).map(({ id }) => id);
      expect(meant.length).toBeGreaterThan(0);
      expect([...(await found(ports, filter))].sort()).toStrictEqual([...meant].sort());
      for (const page of [1, 3, 50])
        expect(await paged(ports, filter, page)).toStrictEqual(await found(ports, filter));
    },
  );

  it('has no time window: years without an event cost nothing', async () => {
    const { reads, ports: counted } = counting();
    expect(await found(counted, { from: Date.UTC(1990, 0, 1) })).toHaveLength(all.length);
    expect(reads.length).toBeLessThan(15);
  });

  it('reads a page of fifty with one read of leaves and one of events', async () => {
    const { reads, ports: counted } = counting();
    let count = 0;
    for await (const _ of history(counted, {}, { page: 51 })) {
      count += 1;
      if (count === 51) break;
    }
    expect(reads).toStrictEqual(['leaves 51', 'events 51']);
  });

  it.each([
    ['another question', { stream: 'admin/ana' }, 'log-3'],
    ['nothing', {}, 'log-'],
    ['somewhere else', {}, '01M8149TZ80000000000000001'],
  ])('refuses a cursor of %s', async (_, filter, cursor) => {
    await expect(history(ports, filter, { cursor }).next()).rejects.toThrow('belongs to another query');
  });
});

describe('the newest events', () => {
  it.each<[string, HistoryFilter]>([
    ['no filter', {}],
    ['a location', { location: 'Manila' }],
    ['an outcome', { outcome: 'refused' }],
    ['a stream', { stream: 'admin/ana' }],
    ['a time', { from: Date.parse(all[5]?.at ?? ''), to: Date.parse(all.at(-5)?.at ?? '') }],
    ['nothing', { location: 'Atlantis' }],
  ])('are the last of those that match, in their order: %s', async (_, filter) => {
    const matching = await found(ports, filter);
    for (const limit of [1, 3, 1000]) {
      const { records, hasEarlier } = await newest(ports, filter, limit);
      expect(records.map(({ event }) => event.id)).toStrictEqual(matching.slice(-limit));
      expect(hasEarlier).toBe(matching.length > limit);
    }
  });

  it('are followed, from their cursor, by those that come later, with a leaf or without', async () => {
    const line = await memoryLine();
    const { store, leaves, system } = line.ports;
    const own: HistoryPorts = { store, leaves, system, checkpoints: memoryCheckpoints() };
    const ids = () => line.items.map(({ id }) => id);
    await appendMissingLeaves(line.ports, null, system.now());
    const withLeaves = await newest(own, {}, 1000);
    system.advance(1000);
    await change(line.ports, { locationId: 'Manila', action: 'set' });
    const withoutLeaf = await newest(own, {}, 1000);
    expect(withoutLeaf.records.map(({ event }) => event.id)).toStrictEqual(ids());
    system.advance(1000);
    await change(line.ports, { locationId: 'Manila', action: 'remove' });
    const after = async (cursor: string) => {
      const later: string[] = [];
      for await (const { record } of history(own, {}, { cursor })) later.push(record.event.id);
      return later;
    };
    for (const leavesOf of [async () => {}, () => appendMissingLeaves(line.ports, null, system.now())]) {
      await leavesOf();
      expect(await after(withLeaves.cursor)).toStrictEqual(ids().slice(-2));
      expect(await after(withoutLeaf.cursor)).toStrictEqual(ids().slice(-1));
    }
  });
});
