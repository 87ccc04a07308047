import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { sequenceNumber } from '../../kit/stream-records.ts';

type Image = Record<string, AttributeValue>;

const keysOf = ({ pk, sk }: Image) => ({ pk, sk });
const inOrder = (a: Image, b: Image) =>
  (a.at?.S ?? '').localeCompare(b.at?.S ?? '') || Number(a.sk?.N) - Number(b.sk?.N);

/**
 * A table's stream as Lambda would read it, made from the table's items (moto's own streams lack shards and order): each
 * call answers one event with a record for every item that was not there at the last.
 */
export const streamOf = (db: DynamoDBClient, TableName: string) => {
  const seen = new Set<string>();
  return async (): Promise<{ Records: object[] }> => {
    const images: Image[] = [];
    for await (const { Items = [] } of paginateScan({ client: db }, { TableName, ConsistentRead: true }))
      images.push(...Items.filter((item) => !seen.has(JSON.stringify(keysOf(item)))));
    const Records = images.sort(inOrder).map((NewImage) => {
      const Keys = keysOf(NewImage);
      seen.add(JSON.stringify(Keys));
      const SequenceNumber = sequenceNumber(seen.size);
      return {
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        dynamodb: { Keys, NewImage, SequenceNumber },
      };
    });
    return { Records };
  };
};
