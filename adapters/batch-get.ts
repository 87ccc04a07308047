import { setTimeout as wait } from 'node:timers/promises';
import { BatchGetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ExplainedError } from '../domain/ledger/index.ts';

type Key = { pk: string; sk: number };

/** Milliseconds before what the service left out is asked for again, longer each time. */
const PAUSE = 50;
const TRIES = 6;

/** The service answers when it is busy with less than it was asked for. */
export class KeysLeftUnprocessed extends ExplainedError {
  readonly code = 'LeftOut';
}

/**
 * Up to 100 items by their keys, in the order of the keys and consistent; what is not there is left out.
 * @throws LeftOut when the service went on leaving some of them out
 */
export const batchOf = async <Item extends Key>(
  db: DynamoDBDocumentClient,
  TableName: string,
  keys: readonly Key[],
): Promise<Item[]> => {
  const found = new Map<string, Item>();
  let left: Record<string, unknown>[] = [...keys];
  for (let tries = 0; left.length > 0; tries += 1) {
    if (tries === TRIES)
      throw new KeysLeftUnprocessed(
        `${TableName}: ${left.length} items were left out ${TRIES} times; try again later`,
      );
    if (tries > 0) await wait(PAUSE * 2 ** tries);
    const { Responses, UnprocessedKeys } = await db.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: left, ConsistentRead: true } } }),
    );
    for (const item of (Responses?.[TableName] ?? []) as Item[]) found.set(`${item.pk}#${item.sk}`, item);
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
  }
  return keys.flatMap(({ pk, sk }) => found.get(`${pk}#${sk}`) ?? []);
};
