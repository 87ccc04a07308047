import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ExplainedError } from '../domain/ledger/index.ts';

type Key = { pk: string; sk: number };

/** The first pause before unprocessed keys are requested again, in milliseconds; it doubles each time. */
const PAUSE_MS = 50;
const TRIES = 6;

/** DynamoDB kept returning unprocessed keys, as it does when it is throttled. */
export class KeysLeftUnprocessed extends ExplainedError {
  readonly code = 'KeysLeftUnprocessed';
}

/**
 * Reads up to 100 items by their keys, consistently and in the order of the keys; a missing item is omitted.
 * @throws KeysLeftUnprocessed when the service kept leaving some unprocessed
 */
export const batchGet = async <Item extends Key>(
  db: DynamoDBDocumentClient,
  TableName: string,
  keys: readonly Key[],
): Promise<Item[]> => {
  const found = new Map<string, Item>();
  let left: Record<string, unknown>[] = [...keys];
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === TRIES)
      throw new KeysLeftUnprocessed(
        `${TableName}: keys still unprocessed after ${TRIES} tries: ${left.length}; try again later`,
      );
    if (tries > 0) await wait(PAUSE_MS * 2 ** tries);
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead: true } } }),
    );
    for (const item of (Responses?.[TableName] ?? []) as Item[]) found.set(`${item.pk}#${item.sk}`, item);
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return keys.flatMap(({ pk, sk }) => found.get(`${pk}#${sk}`) ?? []);
};
