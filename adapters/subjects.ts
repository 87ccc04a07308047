import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { pages } from './pages.ts';
import { SUBJECT_KEYS } from './tables.ts';

/** Everybody who has a key of their own in the table of subject keys: all that were enrolled and not erased. */
export async function* subjectsIn(db: DynamoDBDocumentClient, TableName: string): AsyncGenerator<string> {
  const scan = { TableName, ProjectionExpression: SUBJECT_KEYS.partitionKey, ConsistentRead: true };
  for await (const row of pages<Record<string, string>>((key) =>
    db.send(new ScanCommand({ ...scan, ExclusiveStartKey: key })),
  ))
    yield row[SUBJECT_KEYS.partitionKey] ?? '';
}
