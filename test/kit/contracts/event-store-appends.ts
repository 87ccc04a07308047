import { expect, it } from 'vitest';
import { core } from 'zod';
import { sha256 } from '../../../adapters/sha256.ts';
import { location } from '../../../domain/emergency/location/decide.ts';
import { brokenLink, genesis } from '../../../domain/ledger/chain.ts';
import type { EventStore } from '../../../domain/ledger/event-store.ts';
import { emergencyRemoved, emergencySet } from '../location-events.ts';
import { log } from '../log.ts';
import { all, filled, MANILA, meta, numbered, numbers } from './store-story.ts';

export const appends = (store: EventStore): void => {
  it('begins a stream with the log’s own genesis hash', async () => {
    const head = await store.head(location, MANILA);
    const result = await store.append(location, head, emergencySet(), meta(1));
    expect(result).toMatchObject({
      kind: 'appended',
      event: {
        ...meta(1),
        ...emergencySet(),
        stream: MANILA,
        seq: 1,
        prev: genesis(sha256, log.origin, MANILA),
      },
      head: { stream: MANILA, seq: 1, state: { status: { seq: 1, emergency: true } } },
    });
  });

  it('chains each event to the one before it', async () => {
    await filled(store, MANILA, 5);
    let expected = { stream: MANILA, seq: 1, prev: genesis(sha256, log.origin, MANILA) };
    for (const { body, hash, event } of await all(store.read(MANILA))) {
      expect(brokenLink(sha256, expected, { body, hash }, event)).toBeNull();
      expected = { stream: MANILA, seq: event.seq + 1, prev: hash };
    }
    expect(expected.seq).toBe(6);
  });

  it('continues from the head that the previous append returned', async () => {
    const head = await filled(store, MANILA, 2);
    expect(await store.append(location, head, emergencyRemoved(), meta(3))).toMatchObject({
      kind: 'appended',
      event: { seq: 3, prev: head.hash },
    });
  });

  it('refuses an old head as a conflict, and writes nothing', async () => {
    const old = await filled(store, MANILA, 1);
    await filled(store, MANILA, 1);
    expect(await store.append(location, old, emergencyRemoved(), meta(9))).toStrictEqual({
      kind: 'conflict',
    });
    expect((await all(store.read(MANILA))).map(({ event }) => event.type)).toStrictEqual([
      'EmergencySet',
      'EmergencySet',
    ]);
  });

  it('accepts one of twenty writers with the same head', async () => {
    const head = await filled(store, MANILA, 3);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        store.append(location, head, numbered(writer), meta(100 + writer)),
      ),
    );
    const won = results.flatMap((result) => (result.kind === 'appended' ? [result.event] : []));
    expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(19);
    expect(won).toStrictEqual([(await store.event(MANILA, 4))?.event]);
    expect(await numbers(store.read(MANILA))).toStrictEqual([1, 2, 3, 4]);
  });

  it('recognizes its own write when it is retried', async () => {
    const head = await store.head(location, MANILA);
    const first = await store.append(location, head, emergencySet(), meta(1));
    expect(await store.append(location, head, emergencySet(), meta(1))).toStrictEqual(first);
    expect(await numbers(store.read(MANILA))).toStrictEqual([1]);
  });

  it('separates streams', async () => {
    await filled(store, MANILA, 2);
    await filled(store, 'location/Sydney', 1);
    expect(await numbers(store.read(MANILA))).toStrictEqual([1, 2]);
    expect(await numbers(store.read('location/Sydney'))).toStrictEqual([1]);
  });

  it('writes nothing that could not be read again', async () => {
    const head = await store.head(location, MANILA);
    const wordless = emergencySet({ messages: { 'en-US': '' } });
    await expect(store.append(location, head, wordless, meta(1))).rejects.toThrow(core.$ZodError);
    expect(await numbers(store.read(MANILA))).toStrictEqual([]);
  });
};
