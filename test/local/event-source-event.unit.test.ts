import { expect, it } from 'vitest';
import { toDelivery } from '../../local/event-source/lambda-event.ts';
import { STREAM_ARN } from '../kit/memory-stream.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('a record reaches a function in the shape of Lambda events', () => {
  const image = {
    pk: { S: 'a' },
    b: { B: bytes('hi') },
    deep: {
      M: { list: { L: [{ B: bytes('x') }, { BOOL: true }, { NULL: true }] }, set: { BS: [bytes('y')] } },
    },
    tags: { SS: ['x', 'y'] },
  };
  const { record, sequenceNumber, at } = toDelivery(STREAM_ARN, {
    eventID: 'e1',
    eventName: 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' },
    dynamodb: {
      ApproximateCreationDateTime: new Date('2026-03-03T14:07:01.900Z'),
      Keys: { pk: { S: 'a' } },
      OldImage: image,
      SequenceNumber: '000000000000000000007',
      SizeBytes: 26,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  expect([sequenceNumber, at]).toEqual(['000000000000000000007', Date.parse('2026-03-03T14:07:01.900Z')]);
  expect(record).toStrictEqual({
    eventID: 'e1',
    eventName: 'REMOVE',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    eventSourceARN: STREAM_ARN,
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    dynamodb: {
      ApproximateCreationDateTime: 1772546821,
      Keys: { pk: { S: 'a' } },
      OldImage: {
        pk: { S: 'a' },
        b: { B: 'aGk=' },
        deep: { M: { list: { L: [{ B: 'eA==' }, { BOOL: true }, { NULL: true }] }, set: { BS: ['eQ=='] } } },
        tags: { SS: ['x', 'y'] },
      },
      SequenceNumber: '000000000000000000007',
      SizeBytes: 26,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
});

it('a record without a sequence number is rejected', () => {
  expect(() => toDelivery(STREAM_ARN, { dynamodb: { ApproximateCreationDateTime: new Date() } })).toThrow(
    /SequenceNumber/,
  );
});
