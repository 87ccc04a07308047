import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  createItem,
  type EventStore,
  emptyHead,
  type Item,
  type LogIdentity,
} from '../domain/ledger/index.ts';
import { batchGet } from './batch-get.ts';
import { attributesOf, headOf, refold, toRecord } from './event-items.ts';
import { refuseAhead, type ServerTime } from './server-time.ts';
import { EVENTS } from './tables.ts';

/** Optimistic concurrency: the sequence number is still free. As numbers are dense, this one condition also chains. */
const SEQ_IS_FREE = `attribute_not_exists(${EVENTS.sortKey})`;

/**
 * The event log in DynamoDB; no other module may put events into the table `Events`.
 * @param serverTime the table's own time, by which events dated far ahead are refused
 * @see docs/table.md: one conditional PutItem, not a transaction
 */
export const dynamoEventStore = (
  db: DynamoDBDocumentClient,
  TableName: string,
  log: LogIdentity,
  serverTime: ServerTime = () => null,
): EventStore => {
  const get = async (pk: string, sk: number): Promise<Item | undefined> =>
    (await db.send(new GetCommand({ TableName, Key: { pk, sk }, ConsistentRead: true }))).Item as
      | Item
      | undefined;

  const byStream = (stream: string, after: number) => ({
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk > :after',
    ExpressionAttributeValues: { ':pk': stream, ':after': after },
    ConsistentRead: true,
  });

  async function* query(input: QueryCommandInput): AsyncGenerator<Item> {
    for await (const { Items = [] } of paginateQuery({ client: db }, input)) yield* Items as Item[];
  }

  const items = (stream: string, after = 0) => query(byStream(stream, after));

  async function* read(stream: string, after = 0) {
    for await (const item of items(stream, after)) yield toRecord(item);
  }

  async function* day(dayKey: string, after = ' ') {
    const found = query({
      TableName,
      IndexName: EVENTS.byTime.name,
      KeyConditionExpression: '#day = :day AND id > :after',
      ExpressionAttributeNames: { '#day': EVENTS.byTime.partitionKey },
      ExpressionAttributeValues: { ':day': dayKey, ':after': after },
    });
    for await (const item of found) yield toRecord(item);
  }

  const records = async (positions: readonly { stream: string; seq: number }[]) => {
    const keys = positions.map(({ stream, seq }) => ({ pk: stream, sk: seq }));
    return (await batchGet<Item>(db, TableName, keys)).map(toRecord);
  };

  async function* contact(contactId: string) {
    const byContact = {
      TableName,
      IndexName: EVENTS.byContact.name,
      KeyConditionExpression: 'contactId = :contactId',
      ExpressionAttributeValues: { ':contactId': contactId },
      Limit: 100,
    };
    for await (const { Items = [] } of paginateQuery({ client: db }, byContact))
      yield* await records((Items as Item[]).map(({ pk, sk }) => ({ stream: pk, seq: sk })));
  }

  async function* streams() {
    const scan = {
      TableName,
      ProjectionExpression: 'pk',
      // Leaves and checkpoints have sequence numbers, too, but no body.
      FilterExpression: 'sk = :one AND attribute_exists(body)',
      ExpressionAttributeValues: { ':one': 1 },
      ConsistentRead: true,
    };
    for await (const { Items = [] } of paginateScan({ client: db }, scan))
      for (const { pk } of Items as Item[]) yield pk;
  }

  return {
    async head(decider, stream) {
      const { Items } = await db.send(
        new QueryCommand({ ...byStream(stream, 0), ScanIndexForward: false, Limit: 1 }),
      );
      const empty = emptyHead(log, stream, decider.initial);
      const newest = Items?.[0] as Item | undefined;
      if (!newest) return empty;
      return headOf(decider, newest) ?? refold(log, decider, empty, read(stream));
    },

    async append(decider, head, decided, meta) {
      await refuseAhead(Date.parse(meta.at), serverTime, () => get(head.stream, head.seq));
      const next = createItem(log, decider, head, decided, meta);
      try {
        await db.send(
          new PutItemCommand({
            TableName,
            Item: attributesOf(next.item),
            ConditionExpression: SEQ_IS_FREE,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The SDK retries a put whose response was lost, so the stored item may be ours (aws-sdk-java#2667).
        // Emulators omit the item from the error; then it is read.
        const stored = error.Item?.id?.S ?? (await get(next.item.pk, next.item.sk))?.id;
        if (stored !== next.item.id) return { kind: 'conflict' };
      }
      return { kind: 'appended', event: next.event, head: next.head };
    },

    async event(stream, seq) {
      const item = await get(stream, seq);
      return item ? toRecord(item) : null;
    },
    items,
    read,
    records,
    contact,
    day,
    streams,
  };
};
