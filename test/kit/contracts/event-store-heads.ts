import { expect, it } from 'vitest';
import { sha256 } from '../../../adapters/sha256.ts';
import { location } from '../../../domain/emergency/location/decide.ts';
import { genesis } from '../../../domain/ledger/chain.ts';
import type { EventStore } from '../../../domain/ledger/event-store.ts';
import { log } from '../log.ts';
import { filled, MANILA } from './store-story.ts';

export const heads = (store: EventStore): void => {
  it('has a head for an empty stream', async () => {
    expect(await store.head(location, MANILA)).toStrictEqual({
      stream: MANILA,
      seq: 0,
      hash: genesis(sha256, log.origin, MANILA),
      at: 0,
      state: location.initial,
    });
  });

  it('reads the head that the last append returned', async () => {
    const head = await filled(store, MANILA, 3);
    expect(await store.head(location, MANILA)).toStrictEqual(head);
  });

  it('folds the stream again when the stored state has another version', async () => {
    const head = await filled(store, MANILA, 15);
    const today = { ...location, stateVersion: location.stateVersion + 1 };
    expect(await store.head(today, MANILA)).toStrictEqual(head);
  });
};
