import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { type TableNames, tableDefinitions } from '../adapters/tables.ts';
import type { Environment } from '../handlers/environment.ts';
import { DamagedFolder } from './dynamodb/folder.ts';

/** Creates the missing tables; returns the ARN of the log's stream. */
export const createTables = async (db: DynamoDBClient, environment: Environment): Promise<string> => {
  const names: TableNames = {
    events: environment.EVENTS_TABLE,
    board: environment.BOARD_TABLE,
    directory: environment.DIRECTORY_TABLE,
    subjectKeys: environment.SUBJECT_KEYS_TABLE,
    sendBudget: environment.SEND_BUDGET_TABLE,
  };
  const { TableNames: existing = [] } = await db.send(new ListTablesCommand({}));
  for (const definition of tableDefinitions(names))
    if (!existing.includes(definition.TableName ?? '')) await db.send(new CreateTableCommand(definition));
  const { Table } = await db.send(new DescribeTableCommand({ TableName: names.events }));
  if (!Table?.LatestStreamArn)
    throw new DamagedFolder(`the table ${names.events} has no stream; it was not created by this product`);
  return Table.LatestStreamArn;
};
