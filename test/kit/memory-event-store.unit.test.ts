import { eventStoreContract } from './contracts/event-store.ts';
import { memoryEventStore } from './memory-event-store.ts';

eventStoreContract('in memory', async (log) => {
  const store = memoryEventStore(log);
  return {
    store,
    async tamper(stream, seq, change) {
      const index = store.table.findIndex(({ pk, sk }) => pk === stream && sk === seq);
      store.table.splice(
        index,
        1,
        ...store.table.slice(index, index + 1).flatMap((item) => change(item) ?? []),
      );
    },
  };
});
