import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { BoardRow, BoardTable } from '../domain/emergency/index.ts';
import { conditionHeld } from './conditional-write.ts';

/** The emergency board in DynamoDB: one row per location, read by every customer's call. */
export const boardTable = (db: DynamoDBDocumentClient, TableName: string): BoardTable => ({
  async get(location, consistent = false) {
    const { Item } = await db.send(
      new GetCommand({ TableName, Key: { location }, ConsistentRead: consistent }),
    );
    return (Item as BoardRow | undefined) ?? null;
  },
  async put(row, mayEqual = false) {
    return guardedPut(db, TableName, row, 'location', mayEqual);
  },
  all: () => scan<BoardRow>(db, TableName),
});

/** Writes a full row unless the one that stands there is newer. False: it was, and nothing was written. */
export const guardedPut = (
  db: DynamoDBDocumentClient,
  TableName: string,
  row: Record<string, unknown> & { seq: number },
  key: string,
  mayEqual: boolean,
): Promise<boolean> =>
  conditionHeld(
    db.send(
      new PutCommand({
        TableName,
        Item: row,
        ConditionExpression: `attribute_not_exists(#key) OR seq ${mayEqual ? '<=' : '<'} :seq`,
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':seq': row.seq },
      }),
    ),
  );

export async function* scan<Row>(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<Row> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    yield* Items as Row[];
}
