import { beforeEach, describe } from 'vitest';
import type { EventStore } from '../../../domain/ledger/event-store.ts';
import type { LogIdentity } from '../../../domain/ledger/item.ts';
import { log } from '../log.ts';
import { appends } from './event-store-appends.ts';
import { damage, type Tamper } from './event-store-damage.ts';
import { heads } from './event-store-heads.ts';
import { reads } from './event-store-reads.ts';

/** An empty store, and direct access to its items, as somebody with rights on the table has. */
export type StoreUnderTest = {
  store: EventStore;
  tamper: Tamper;
};

/** The contract of every event store. */
export const eventStoreContract = (
  name: string,
  makeStore: (log: LogIdentity) => Promise<StoreUnderTest>,
): void => {
  describe(`the event store ${name}`, () => {
    let made: StoreUnderTest;
    beforeEach(async () => {
      made = await makeStore(log);
    });
    const store: EventStore = {
      head: (...all) => made.store.head(...all),
      append: (...all) => made.store.append(...all),
      event: (...all) => made.store.event(...all),
      items: (...all) => made.store.items(...all),
      read: (...all) => made.store.read(...all),
      streams: () => made.store.streams(),
      records: (...all) => made.store.records(...all),
      contact: (...all) => made.store.contact(...all),
      day: (...all) => made.store.day(...all),
    };
    appends(store);
    heads(store);
    reads(store);
    damage(store, (...all) => made.tamper(...all));
  });
};
