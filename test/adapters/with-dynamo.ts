import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { clientOf } from './with-edge.ts';

const dynalite = createRequire(import.meta.url)('dynalite') as (options: { createTableMs: number }) => Server;

/** An embedded DynamoDB for the tests of a file, with tables of one string key. */
export const withDynamo = (tables: Readonly<Record<string, string>>): (() => DynamoDBClient) => {
  const server = dynalite({ createTableMs: 0 });
  let db: DynamoDBClient | undefined;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    db = new DynamoDBClient(clientOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    for (const [TableName, AttributeName] of Object.entries(tables))
      await db.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName, AttributeType: 'S' }],
          KeySchema: [{ AttributeName, KeyType: 'HASH' }],
        }),
      );
  });
  afterAll(() => {
    db?.destroy();
    server.close();
  });
  return () => {
    if (!db) throw new Error('DynamoDB runs inside tests only');
    return db;
  };
};
