import { afterAll } from 'vitest';
import { eventsTable } from '../../adapters/events-table.ts';
import { eventStoreContract } from '../../kit/contracts/event-store.ts';
import { startMoto } from './server.ts';

const moto = await startMoto();
afterAll(moto.stop);

eventStoreContract("in moto's DynamoDB", (log) => eventsTable(moto.endpoint, log));
