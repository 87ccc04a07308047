import { eventStoreContract } from '../contracts/event-store.ts';
import { eventsTable } from './events-table.ts';
import { withDynalite } from './with-dynalite.ts';

const endpoint = withDynalite();

eventStoreContract('in DynamoDB (dynalite)', (log) => eventsTable(endpoint(), log));
