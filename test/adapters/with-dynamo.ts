import { randomUUID } from 'node:crypto';
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

/** Creates another send budget table in that database; returns its name. */
export const newSendBudgetTable = async (db: DynamoDBClient): Promise<string> => {
  const TableName = `SendBudget-${randomUUID()}`;
  const definition = tableDefinitions({ ...TABLES, sendBudget: TableName }).find(
    (table) => table.TableName === TableName,
  );
  if (!definition) throw new Error('adapters/tables.ts does not define the send budget table');
  await db.send(new CreateTableCommand(definition));
  return TableName;
};
