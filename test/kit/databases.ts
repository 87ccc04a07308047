import { afterAll } from 'vitest';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { startDynamoDbLocal } from './dynamodb-local.ts';

export type Database = { name: string; endpoint: string };

/** The databases that a contract is tested on: the embedded one, and Amazon's where it can run. */
export const databases = async (): Promise<Database[]> => {
  const embedded = await startDynamoDb({ now: Date.now });
  const amazons = await startDynamoDbLocal();
  afterAll(async () => {
    await embedded.close();
    await amazons?.stop();
  });
  return [
    { name: 'the embedded database', endpoint: embedded.endpoint },
    ...(amazons ? [{ name: "Amazon's DynamoDB Local", endpoint: amazons.endpoint }] : []),
  ];
};
