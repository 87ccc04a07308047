import { afterAll } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { streamReadingContract } from '../contracts/stream-reading.ts';
import { streamRecordContract } from '../contracts/stream-records.ts';
import { startDynamoDbLocal } from '../dynamodb-local.ts';

const embedded = await startDynamoDb({ now: Date.now });
const amazons = await startDynamoDbLocal();
afterAll(async () => {
  await embedded.close();
  await amazons?.stop();
});

streamRecordContract('the embedded database', embedded.endpoint);
streamReadingContract('the embedded database', embedded.endpoint);
if (amazons) {
  streamRecordContract("Amazon's DynamoDB Local", amazons.endpoint);
  streamReadingContract("Amazon's DynamoDB Local", amazons.endpoint);
}
