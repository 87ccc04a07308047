import { eventStoreContract } from '../kit/contracts/event-store.ts';
import { databases } from '../kit/databases.ts';
import { eventsTable } from './events-table.ts';

for (const { name, endpoint } of await databases())
  eventStoreContract(`in ${name}`, (log) => eventsTable(endpoint, log));
