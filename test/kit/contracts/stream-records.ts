import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { DescribeStreamCommand, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { clients } from '../clients.ts';
import {
  at,
  keys,
  onlyShard,
  plainRecord,
  readAll,
  sequenceOf,
  tableWithStream,
  writes,
} from './stream-table.ts';

/**
 * The contract of stream records, for the embedded database and Amazon's DynamoDB Local. Where the 2020 build of
 * the latter departs from the service (times cut to the minute, no item in a failed condition, numbers counted across
 * all tables, region `ddblocal`) the suite tests what both do.
 */
export const streamRecordContract = (name: string, endpoint: string): void => {
  describe(`the streams of ${name}`, () => {
    const use = clients(endpoint);

    it('belong to a table from its creation', async () => {
      const arn = await tableWithStream(use, 'Created', 'KEYS_ONLY');
      const { Table } = await use.client.send(new DescribeTableCommand({ TableName: 'Created' }));
      const { Streams } = await use.streams.send(new ListStreamsCommand({ TableName: 'Created' }));
      const { StreamDescription } = await use.streams.send(new DescribeStreamCommand({ StreamArn: arn }));
      expect(Table).toMatchObject({
        TableStatus: 'ACTIVE',
        LatestStreamArn: arn,
        LatestStreamLabel: arn.split('/stream/')[1],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      });
      expect(Streams).toEqual([
        { StreamArn: arn, TableName: 'Created', StreamLabel: Table?.LatestStreamLabel },
      ]);
      expect(StreamDescription).toMatchObject({
        StreamArn: arn,
        StreamLabel: Table?.LatestStreamLabel,
        StreamStatus: 'ENABLED',
        StreamViewType: 'KEYS_ONLY',
        TableName: 'Created',
        KeySchema: Table?.KeySchema,
      });
      const { ShardId, SequenceNumberRange, ParentShardId } = await onlyShard(use, arn);
      expect(ShardId).toMatch(/^shardId-\d{20}-[0-9a-f]{8}$/);
      expect(SequenceNumberRange).toEqual({ StartingSequenceNumber: expect.stringMatching(/^\d{21}$/) });
      expect(ParentShardId).toBeUndefined();
    });

    it('have inserts, modifications and removals with both images', async () => {
      const arn = await tableWithStream(use, 'Told');
      const { put, update, remove } = writes(use, 'Told');
      await put({ ...at(1), v: 'one', tags: new Set(['x', 'y']) });
      await put({ ...at(1), v: 'two' });
      await update(1, 'SET v = :v', 'three');
      await update(2, 'SET v = :v', 'fresh');
      await remove(1);
      const records = await readAll(use, arn);
      const one = { ...keys(1), v: 'one', tags: ['x', 'y'] };
      const two = { ...keys(1), v: 'two' };
      const three = { ...keys(1), v: 'three' };
      expect(records.map(plainRecord)).toEqual([
        { name: 'INSERT', keys: keys(1), old: undefined, new: one },
        { name: 'MODIFY', keys: keys(1), old: one, new: two },
        { name: 'MODIFY', keys: keys(1), old: two, new: three },
        { name: 'INSERT', keys: keys(2), old: undefined, new: { ...keys(2), v: 'fresh' } },
        { name: 'REMOVE', keys: keys(1), old: three, new: undefined },
      ]);
      const [first] = records;
      expect(first).toMatchObject({
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: arn.split(':')[3],
        dynamodb: { SizeBytes: 24, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
      expect(first?.dynamodb?.ApproximateCreationDateTime).toBeInstanceOf(Date);
      expect(new Set(records.map(({ eventID }) => eventID)).size).toBe(5);
    });

    it.each([
      ['KEYS_ONLY', false, false],
      ['NEW_IMAGE', false, true],
      ['OLD_IMAGE', true, false],
      ['NEW_AND_OLD_IMAGES', true, true],
    ] as const)('of type %s have only those images', async (view, showsOld, showsNew) => {
      const arn = await tableWithStream(use, view, view);
      const { put, remove } = writes(use, view);
      await put({ ...at(1), v: 'one' });
      await put({ ...at(1), v: 'two' });
      await remove(1);
      const [one, two] = [
        { ...keys(1), v: 'one' },
        { ...keys(1), v: 'two' },
      ];
      const expected = [
        { name: 'INSERT', old: undefined, new: one },
        { name: 'MODIFY', old: one, new: two },
        { name: 'REMOVE', old: two, new: undefined },
      ];
      expect((await readAll(use, arn)).map(plainRecord)).toEqual(
        expected.map((change) => ({
          name: change.name,
          keys: keys(1),
          old: showsOld ? change.old : undefined,
          new: showsNew ? change.new : undefined,
        })),
      );
    });

    it('leave out writes that change nothing or are refused', async () => {
      const arn = await tableWithStream(use, 'Unchanged');
      const { put, update, remove } = writes(use, 'Unchanged');
      const item = { ...at(1), n: 1, tags: new Set(['x', 'y']), deep: { b: [1, 2], a: 'x' } };
      await put(item);
      await put({ deep: { a: 'x', b: [1, 2] }, tags: new Set(['y', 'x']), n: 1.0, ...at(1) });
      await update(1, 'SET n = :v', 1);
      await remove(7);
      const refused = { ConditionExpression: 'attribute_not_exists(pk)' };
      for (const write of [
        () => put({ ...at(1), n: 2 }, refused),
        () => update(1, 'SET n = :v', 2, refused),
        () => remove(1, refused),
      ])
        await expect(write()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
      expect((await readAll(use, arn)).map(({ eventName }) => eventName)).toEqual(['INSERT']);
    });

    it('have a record for every item of a batch', async () => {
      const arn = await tableWithStream(use, 'Batched');
      const batch = (requests: object[]) =>
        use.db.send(new BatchWriteCommand({ RequestItems: { Batched: requests } }));
      await batch([1, 2, 3].map((sk) => ({ PutRequest: { Item: { ...at(sk), v: sk } } })));
      await batch([
        { DeleteRequest: { Key: at(1) } },
        { PutRequest: { Item: { ...at(2), v: 20 } } },
        { DeleteRequest: { Key: at(9) } },
      ]);
      const changes = (await readAll(use, arn)).map(
        ({ eventName, dynamodb }) => `${eventName} ${dynamodb?.Keys?.sk?.N}`,
      );
      expect(changes.slice(0, 3).sort()).toEqual(['INSERT 1', 'INSERT 2', 'INSERT 3']);
      expect(changes.slice(3).sort()).toEqual(['MODIFY 2', 'REMOVE 1']);
    });

    it('chain the images of one item written by many at once', async () => {
      const arn = await tableWithStream(use, 'Raced');
      const { update } = writes(use, 'Raced');
      await Promise.all(Array.from({ length: 40 }, () => update(1, 'ADD n :v', 1)));
      const records = await readAll(use, arn);
      expect(records.map(({ dynamodb }) => [dynamodb?.OldImage?.n?.N, dynamodb?.NewImage?.n?.N])).toEqual(
        Array.from({ length: 40 }, (_, i) => [i === 0 ? undefined : String(i), String(i + 1)]),
      );
      const numbers = records.map(sequenceOf);
      expect(numbers).toEqual([...new Set(numbers)].sort());
    });

    it('do not change the response of a write', async () => {
      await tableWithStream(use, 'Answers');
      const { put, update, remove } = writes(use, 'Answers');
      await put({ ...at(1), v: 'one', w: 1 });
      const capacity = { ReturnConsumedCapacity: 'TOTAL' };
      const one = { CapacityUnits: 1, TableName: 'Answers' };
      const replaced = await put({ ...at(1), v: 'two', w: 1 }, { ...capacity, ReturnValues: 'ALL_OLD' });
      const quiet = await put({ ...at(1), v: 'three', w: 1 });
      const updated = await update(1, 'SET v = :v', 'four', { ReturnValues: 'UPDATED_NEW' });
      const before = await update(1, 'SET v = :v', 'five', { ReturnValues: 'UPDATED_OLD' });
      const deleted = await remove(1, { ...capacity, ReturnValues: 'ALL_OLD' });
      expect(replaced).toMatchObject({ Attributes: { ...at(1), v: 'one', w: 1 }, ConsumedCapacity: one });
      expect([quiet.Attributes, quiet.ConsumedCapacity]).toEqual([undefined, undefined]);
      expect(updated.Attributes).toEqual({ v: 'four' });
      expect(before.Attributes).toEqual({ v: 'four' });
      expect(deleted).toMatchObject({ Attributes: { ...at(1), v: 'five', w: 1 }, ConsumedCapacity: one });
    });
  });
};
