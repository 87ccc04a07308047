import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateScan,
} from '@aws-sdk/lib-dynamodb';
import { type BoardRow, type BoardTable, PROBE } from '../domain/emergency/index.ts';
import { conditionHeld } from './conditional-write.ts';

/** A condition that no item meets: the put is authorized and charged, and refused. */
const NEVER = { ConditionExpression: 'attribute_exists(seq) AND attribute_not_exists(seq)' };

/** The emergency board in DynamoDB: one row per location, read by every customer's call. */
export const boardTable = (db: DynamoDBDocumentClient, TableName: string): BoardTable => ({
  async get(location, consistent = false) {
    const { Item } = await db.send(
      new GetCommand({ TableName, Key: { location }, ConsistentRead: consistent }),
    );
    return (Item as BoardRow | undefined) ?? null;
  },
  put: (row, mayEqual = false) => guardedPut(db, TableName, row, mayEqual),
  async probe() {
    await conditionHeld(db.send(new PutCommand({ TableName, Item: { location: PROBE }, ...NEVER })));
  },
  remove: ({ location, seq }) => guardedDelete(db, TableName, { location }, seq),
  all: () => scan<BoardRow>(db, TableName),
});

/** Writes a whole row unless the stored one is newer (or equal, without `mayEqual`); false when nothing was written. */
export const guardedPut = (
  db: DynamoDBDocumentClient,
  TableName: string,
  row: Record<string, unknown> & { seq: number },
  mayEqual: boolean,
): Promise<boolean> =>
  conditionHeld(
    db.send(
      new PutCommand({
        TableName,
        Item: row,
        ConditionExpression: `attribute_not_exists(seq) OR seq ${mayEqual ? '<=' : '<'} :seq`,
        ExpressionAttributeValues: { ':seq': row.seq },
      }),
    ),
  );

/** Deletes a row unless another one was written since; false when nothing was deleted. A forged row may lack `seq`. */
export const guardedDelete = (
  db: DynamoDBDocumentClient,
  TableName: string,
  Key: Record<string, string>,
  seq: number | undefined,
): Promise<boolean> =>
  conditionHeld(
    db.send(
      new DeleteCommand({
        TableName,
        Key,
        ...(seq === undefined
          ? { ConditionExpression: 'attribute_not_exists(seq)' }
          : { ConditionExpression: 'seq = :seq', ExpressionAttributeValues: { ':seq': seq } }),
      }),
    ),
  );

export async function* scan<Row>(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<Row> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true }))
    yield* Items as Row[];
}
