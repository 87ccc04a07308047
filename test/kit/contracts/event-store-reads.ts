import { expect, it } from 'vitest';
import { location } from '../../../domain/emergency/location/decide.ts';
import type { EventStore } from '../../../domain/ledger/event-store.ts';
import { dayKey } from '../../../domain/ledger/stream.ts';
import { at } from '../moving-system.ts';
import { all, filled, large, MANILA, meta, numbered, numbers } from './store-story.ts';

export const reads = (store: EventStore): void => {
  it('reads a stream in order, from its beginning or from after an event', async () => {
    await filled(store, MANILA, 12);
    expect(await numbers(store.read(MANILA))).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(await numbers(store.read(MANILA, 9))).toStrictEqual([10, 11, 12]);
    expect(await numbers(store.read(MANILA, 12))).toStrictEqual([]);
    expect(await numbers(store.read('location/Nowhere'))).toStrictEqual([]);
  });

  it('reads a stream of many pages whole', async () => {
    const head = await filled(store, MANILA, 45, large);
    const found = await all(store.read(MANILA));
    expect(found.map(({ event }) => event.seq)).toStrictEqual(Array.from({ length: 45 }, (_, n) => n + 1));
    expect(found[30]?.event.data).toStrictEqual(large(31).data);
    expect((await numbers(store.read(MANILA, 20))).length).toBe(25);
    const today = { ...location, stateVersion: location.stateVersion + 1 };
    expect(await store.head(today, MANILA)).toStrictEqual(head);
  });

  it('reads one event, or returns null', async () => {
    await filled(store, MANILA, 3);
    const [, second] = await all(store.read(MANILA));
    expect(await store.event(MANILA, 2)).toStrictEqual(second);
    expect(second?.event).toMatchObject({ seq: 2, ...numbered(2) });
    expect(await store.event(MANILA, 4)).toBeNull();
    expect(await store.event('location/Nowhere', 1)).toBeNull();
  });

  it('reads events of several streams at once, in the requested order, and leaves out missing ones', async () => {
    await filled(store, MANILA, 3);
    await filled(store, 'location/Sydney', 2);
    const found = await store.records([
      { stream: 'location/Sydney', seq: 2 },
      { stream: MANILA, seq: 9 },
      { stream: MANILA, seq: 3 },
      { stream: MANILA, seq: 1 },
    ]);
    expect(found.map(({ event }) => `${event.stream}#${event.seq}`)).toStrictEqual([
      'location/Sydney#2',
      `${MANILA}#3`,
      `${MANILA}#1`,
    ]);
    expect(found[1]).toStrictEqual(await store.event(MANILA, 3));
    expect(await store.records([])).toStrictEqual([]);
  });

  it('reads all events of one contact, whatever their streams', async () => {
    for (const stream of [MANILA, 'location/Sydney']) {
      const head = await store.head(location, stream);
      await store.append(location, head, numbered(1), { ...meta(1, 5), contactId: 'call-together' });
    }
    await filled(store, 'location/Singapore', 2);
    const found = await all(store.contact('call-together'));
    expect(found.map(({ event }) => event.stream).sort()).toStrictEqual([MANILA, 'location/Sydney']);
    expect(await all(store.contact('call-nobody'))).toStrictEqual([]);
  });

  it('names every stream once', async () => {
    await filled(store, MANILA, 3);
    await filled(store, 'location/Sydney', 1);
    await filled(store, 'location/Singapore', 2);
    expect((await all(store.streams())).sort()).toStrictEqual([
      MANILA,
      'location/Singapore',
      'location/Sydney',
    ]);
  });

  it('reads one day of a shard in the order of time, from its beginning or from after an event', async () => {
    const DAY = 86_400;
    const together = [MANILA, 'location/Sydney'];
    for (const [index, stream] of together.entries()) {
      for (const seconds of [10, 20, DAY]) {
        const head = await store.head(location, stream);
        await store.append(location, head, numbered(1), meta(head.seq + 1, seconds + 5 * index));
      }
    }
    const day = dayKey(MANILA, new Date(at(0)).toISOString());
    expect(together.map((stream) => dayKey(stream, new Date(at(0)).toISOString()))).toStrictEqual([day, day]);
    const found = await all(store.day(day));
    expect(found.map(({ event }) => `${event.stream} ${event.at.slice(17, 19)}`)).toStrictEqual([
      'location/Manila 10',
      'location/Sydney 15',
      'location/Manila 20',
      'location/Sydney 25',
    ]);
    expect(await all(store.day(day, found[1]?.event.id))).toStrictEqual(found.slice(2));
    expect(await all(store.day(`${day.slice(0, -1)}0`))).toStrictEqual([]);
  });
};
