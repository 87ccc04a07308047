import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { SUBJECT_KEYS } from './tables.ts';

/** The subjects that have a data key: everyone who was enrolled and not erased. */
export async function* subjectsIn(client: DynamoDBDocumentClient, TableName: string): AsyncGenerator<string> {
  const scan = { TableName, ProjectionExpression: SUBJECT_KEYS.partitionKey, ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, scan))
    for (const row of Items) yield row[SUBJECT_KEYS.partitionKey];
}
