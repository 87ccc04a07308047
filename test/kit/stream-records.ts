import type { Item } from '../../domain/ledger/event-store.ts';

type EventName = 'INSERT' | 'MODIFY' | 'REMOVE';

const image = (item: Item) =>
  Object.fromEntries(
    Object.entries(item).map(([key, value]) => [
      key,
      typeof value === 'number' ? { N: String(value) } : { S: value },
    ]),
  );

export const sequenceNumber = (index: number) => String(100_000_000_000_000_000_000n + BigInt(index));

/** One record of the log's stream in a Lambda event; `index` is its position in the shard. */
export const streamRecord = (item: Item, index: number, eventName: EventName = 'INSERT') => ({
  eventID: `record-${index}`,
  eventName,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'ap-southeast-1',
  dynamodb: {
    ApproximateCreationDateTime: Date.parse(item.at) / 1000,
    Keys: { pk: { S: item.pk }, sk: { N: String(item.sk) } },
    ...(eventName === 'REMOVE' ? {} : { NewImage: image(item) }),
    ...(eventName === 'INSERT' ? {} : { OldImage: image(item) }),
    SequenceNumber: sequenceNumber(index),
    SizeBytes: item.body.length,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
  eventSourceARN: 'arn:aws:dynamodb:ap-southeast-1:111122223333:table/Events/stream/2026-11-22T00:00:00.000',
});

export type StreamRecord = ReturnType<typeof streamRecord>;
