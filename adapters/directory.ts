import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { DirectoryRow, DirectoryTable } from '../domain/emergency/index.ts';
import { guardedDelete, guardedPut, scan } from './board.ts';
import { DIRECTORY } from './tables.ts';

/** The administrators' directory in DynamoDB, keyed by administrator, with an index by number. */
export const directoryTable = (db: DynamoDBDocumentClient, TableName: string): DirectoryTable => ({
  async find(number) {
    const { Items } = await db.send(
      new QueryCommand({
        TableName,
        IndexName: DIRECTORY.byNumber.name,
        KeyConditionExpression: '#number = :number',
        ExpressionAttributeNames: { '#number': DIRECTORY.byNumber.partitionKey },
        ExpressionAttributeValues: { ':number': number.reveal() },
        Limit: 1,
      }),
    );
    return (Items?.[0] as DirectoryRow | undefined) ?? null;
  },
  async get(adminId) {
    const { Item } = await db.send(new GetCommand({ TableName, Key: { adminId }, ConsistentRead: true }));
    return (Item as DirectoryRow | undefined) ?? null;
  },
  put: (row, mayEqual = false) => guardedPut(db, TableName, row, mayEqual),
  remove: ({ adminId, seq }) => guardedDelete(db, TableName, { adminId }, seq),
  all: () => scan<DirectoryRow>(db, TableName),
});
