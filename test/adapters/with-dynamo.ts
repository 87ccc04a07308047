import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { type TableNames, tableDefinitions } from '../../adapters/tables.ts';
import { startDynamoDb } from '../../local/dynamodb/start.ts';
import { clientOf } from './with-edge.ts';

/** The line's tables, by the names they have here. */
export const TABLES: TableNames = {
  events: 'Events',
  board: 'Board',
  directory: 'Directory',
  subjectKeys: 'SubjectKeys',
  sendBudget: 'SendBudget',
};

/** An embedded DynamoDB with the line's tables for the tests of a file. */
export const withDynamo = (): (() => DynamoDBClient) => {
  let running: { db: DynamoDBClient; stop(): Promise<void> } | undefined;
  beforeAll(async () => {
    const dynamo = await startDynamoDb({ now: Date.now });
    const db = new DynamoDBClient(clientOf(dynamo.endpoint));
    for (const table of tableDefinitions(TABLES)) await db.send(new CreateTableCommand(table));
    running = { db, stop: dynamo.close };
  });
  afterAll(async () => {
    running?.db.destroy();
    await running?.stop();
  });
  return () => {
    if (!running) throw new Error('DynamoDB runs inside tests only');
    return running.db;
  };
};
