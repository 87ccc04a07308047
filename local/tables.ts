import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  ListTablesCommand,
} from '@aws-sdk/client-dynamodb';
import { type TableNames, tableDefinitions } from '../adapters/tables.ts';
import type { Environment } from '../handlers/environment.ts';
import { DamagedFolder } from './dynamodb/folder.ts';

/** Creates the tables that the environment names and that are not there yet; answers the ARN of the log's stream. */
export const createTables = async (db: DynamoDBClient, environment: Environment): Promise<string> => {
  const names = namesIn(environment);
  const { TableNames: there = [] } = await db.send(new ListTablesCommand({}));
  for (const definition of tableDefinitions(names))
    if (!there.includes(definition.TableName ?? '')) await db.send(new CreateTableCommand(definition));
  const { Table } = await db.send(new DescribeTableCommand({ TableName: names.events }));
  if (!Table?.LatestStreamArn)
    throw new DamagedFolder(`the table ${names.events} has no stream; it was not made by this product`);
  return Table.LatestStreamArn;
};

const namesIn = (environment: Environment): TableNames => ({
  events: environment.EVENTS_TABLE,
  board: environment.BOARD_TABLE,
  directory: environment.DIRECTORY_TABLE,
  subjectKeys: environment.SUBJECT_KEYS_TABLE,
  sendBudget: environment.SEND_BUDGET_TABLE,
});
