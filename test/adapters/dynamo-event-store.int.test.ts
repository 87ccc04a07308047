import { afterAll } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { eventStoreContract } from '../contracts/event-store.ts';
import { startDynamoDbLocal } from '../dynamodb-local.ts';
import { eventsTable } from './events-table.ts';

const embedded = await startDynamoDb({ now: Date.now });
const amazons = await startDynamoDbLocal();
afterAll(async () => {
  await embedded.close();
  await amazons?.stop();
});

eventStoreContract('in the embedded DynamoDB', (log) => eventsTable(embedded.endpoint, log));
if (amazons) eventStoreContract("in Amazon's DynamoDB Local", (log) => eventsTable(amazons.endpoint, log));
