import { expect, it } from 'vitest';
import { location } from '../../../domain/emergency/location/decide.ts';
import { DamagedLog } from '../../../domain/ledger/damaged-log.ts';
import type { EventStore, Item } from '../../../domain/ledger/event-store.ts';
import { all, filled, MANILA } from './store-story.ts';

/** Rules of a newer version: no stored state is used, so the stream is folded and checked. */
const tomorrow = { ...location, stateVersion: location.stateVersion + 1 };

/** Replaces an item with the changed one; removes it for null. */
export type Tamper = (stream: string, seq: number, change: (item: Item) => Item | null) => Promise<void>;

export const damage = (store: EventStore, tamper: Tamper): void => {
  it.each<[string, (item: Item) => Item | null, string]>([
    [
      'a fact changed',
      (item) => ({ ...item, body: item.body.replace('Emergency 2', 'Emergency 7') }),
      'location/Manila event 2: event body does not match its hash; run: emergency verify',
    ],
    [
      'its hash changed',
      (item) => ({ ...item, hash: item.hash.replace(/./g, '0') }),
      'location/Manila event 2: event body does not match its hash; run: emergency verify',
    ],
    [
      'its text rewritten',
      (item) => ({ ...item, body: item.body.replace('{', '{ ') }),
      'location/Manila event 2: event body is not canonical JSON; run: emergency verify',
    ],
    [
      'its event missing',
      () => null,
      'location/Manila event 2: sequence number is 3 instead of 2; run: emergency verify',
    ],
  ])('refuses to continue a log with %s, and names the event', async (_, change, fault) => {
    await filled(store, MANILA, 3);
    await tamper(MANILA, 2, change);
    const reading = store.head(tomorrow, MANILA);
    await expect(reading).rejects.toThrow(DamagedLog);
    await expect(reading).rejects.toThrow(fault);
  });

  it('names the event whose body is not an event, in every read', async () => {
    await filled(store, MANILA, 3);
    await tamper(MANILA, 2, (item) => ({ ...item, body: item.body.slice(1) }));
    const fault = 'location/Manila event 2: its body cannot be read; run: emergency verify';
    await expect(store.event(MANILA, 2)).rejects.toThrow(fault);
    await expect(all(store.read(MANILA, 1))).rejects.toThrow(fault);
    await expect(store.head(tomorrow, MANILA)).rejects.toThrow(fault);
    await expect(store.head(tomorrow, MANILA)).rejects.toThrow(DamagedLog);
  });

  it('names the newest event when its stored state is invalid', async () => {
    await filled(store, MANILA, 2);
    await tamper(MANILA, 2, (item) => ({ ...item, state: item.state.slice(1) }));
    const reading = store.head(location, MANILA);
    await expect(reading).rejects.toThrow(DamagedLog);
    await expect(reading).rejects.toThrow(
      'location/Manila event 2: its state cannot be read; run: emergency verify',
    );
  });
};
