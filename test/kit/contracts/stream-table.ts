import {
  type AttributeValue,
  CreateTableCommand,
  DeleteTableCommand,
  type StreamViewType,
} from '@aws-sdk/client-dynamodb';
import {
  type _Record,
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type ShardIteratorType,
} from '@aws-sdk/client-dynamodb-streams';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Clients } from '../clients.ts';

export const at = (sk: number) => ({ pk: 'a', sk });
export const keys = (sk: number) => ({ pk: 'a', sk: String(sk) });

/** The three writes of one item in `TableName`; `more`: further members of the request. */
export const writes = ({ db }: Clients, TableName: string) => ({
  put: (Item: Record<string, unknown>, more: object = {}) =>
    db.send(new PutCommand({ TableName, Item, ...more })),
  update: (sk: number, UpdateExpression: string, value: unknown, more: object = {}) =>
    db.send(
      new UpdateCommand({
        TableName,
        Key: at(sk),
        UpdateExpression,
        ExpressionAttributeValues: { ':v': value },
        ...more,
      }),
    ),
  remove: (sk: number, more: object = {}) => db.send(new DeleteCommand({ TableName, Key: at(sk), ...more })),
});

/** Creates a table keyed by `pk` and `sk`, with an index by `day`, and returns the ARN of its stream. */
export const tableWithStream = async (
  { client }: Clients,
  TableName: string,
  StreamViewType: StreamViewType = 'NEW_AND_OLD_IMAGES',
): Promise<string> => {
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'day', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byDay',
          KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType },
    }),
  );
  return TableDescription?.LatestStreamArn ?? '';
};

export const deleteTable = ({ client }: Clients, TableName: string) =>
  client.send(new DeleteTableCommand({ TableName }));

export const onlyShard = async ({ streams }: Clients, StreamArn: string) => {
  const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }));
  const [shard, ...others] = StreamDescription?.Shards ?? [];
  if (!shard || others.length > 0) throw new Error(`${StreamArn} has not exactly one shard`);
  return shard;
};

export const iteratorAt = async (
  clients: Clients,
  StreamArn: string,
  ShardIteratorType: ShardIteratorType,
  SequenceNumber?: string,
): Promise<string | undefined> => {
  const { ShardId } = await onlyShard(clients, StreamArn);
  const request = { StreamArn, ShardId, ShardIteratorType, SequenceNumber };
  return (await clients.streams.send(new GetShardIteratorCommand(request))).ShardIterator;
};

/** Everything from an iterator to the end of the stream as it is, at most `Limit` records to a page. */
export const readFrom = async (
  { streams }: Clients,
  iterator: string | undefined,
  Limit?: number,
): Promise<_Record[]> => {
  if (!iterator) return [];
  const page = await streams.send(new GetRecordsCommand({ ShardIterator: iterator, Limit }));
  const records = page.Records ?? [];
  if (records.length === 0) return [];
  return [...records, ...(await readFrom({ streams } as Clients, page.NextShardIterator, Limit))];
};

export const readAll = async (clients: Clients, arn: string): Promise<_Record[]> =>
  readFrom(clients, await iteratorAt(clients, arn, 'TRIM_HORIZON'));

/** A record with its attributes as plain values. */
export const plainRecord = ({ eventName, dynamodb }: _Record) => ({
  name: eventName,
  keys: plain(dynamodb?.Keys),
  old: plain(dynamodb?.OldImage),
  new: plain(dynamodb?.NewImage),
});

export const sequenceOf = ({ dynamodb }: _Record): string => dynamodb?.SequenceNumber ?? '';

const plain = (image: Record<string, AttributeValue> | undefined) =>
  image && Object.fromEntries(Object.entries(image).map(([name, value]) => [name, Object.values(value)[0]]));
