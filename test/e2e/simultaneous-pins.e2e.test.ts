import { afterAll } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { pinStormContract } from '../contracts/pin-storm.ts';
import { startDynamoDbLocal } from '../dynamodb-local.ts';

const embedded = await startDynamoDb({ now: Date.now });
const amazons = await startDynamoDbLocal();
afterAll(async () => {
  await embedded.close();
  await amazons?.stop();
});

pinStormContract('the embedded database', embedded.endpoint);
if (amazons) pinStormContract("Amazon's DynamoDB Local", amazons.endpoint);
