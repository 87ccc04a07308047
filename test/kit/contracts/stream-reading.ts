import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { describe, expect, it } from 'vitest';
import { clients } from '../clients.ts';
import {
  at,
  deleteTable,
  iteratorAt,
  onlyShard,
  plainRecord,
  readAll,
  readFrom,
  sequenceOf,
  tableWithStream,
  writes,
} from './stream-table.ts';

/**
 * The contract of reading streams, for the embedded database and Amazon's DynamoDB Local. The 2020 build of the latter words
 * its refusals otherwise, and refuses a DescribeStream that starts after the last shard; the error names are the same.
 */
export const streamReadingContract = (name: string, endpoint: string): void => {
  describe(`the streams of ${name}`, () => {
    const use = clients(endpoint);

    it('are read from any position, in pages', async () => {
      const arn = await tableWithStream(use, 'Read');
      const { put } = writes(use, 'Read');
      for (const sk of [1, 2, 3]) await put(at(sk));
      const latest = await iteratorAt(use, arn, 'LATEST');
      for (const sk of [4, 5]) await put(at(sk));
      const numbers = (await readAll(use, arn)).map(sequenceOf);
      const read = async (iterator: string | undefined) =>
        (await readFrom(use, iterator, 2)).map((record) => numbers.indexOf(sequenceOf(record)) + 1);
      expect(await read(await iteratorAt(use, arn, 'TRIM_HORIZON'))).toEqual([1, 2, 3, 4, 5]);
      expect(await read(await iteratorAt(use, arn, 'AT_SEQUENCE_NUMBER', numbers[1]))).toEqual([2, 3, 4, 5]);
      expect(await read(await iteratorAt(use, arn, 'AFTER_SEQUENCE_NUMBER', numbers[1]))).toEqual([3, 4, 5]);
      expect(await read(await iteratorAt(use, arn, 'AFTER_SEQUENCE_NUMBER', numbers[4]))).toEqual([]);
      expect(await read(latest)).toEqual([4, 5]);
    });

    it('show later records at an open end', async () => {
      const arn = await tableWithStream(use, 'Open');
      const { put } = writes(use, 'Open');
      const empty = await use.streams.send(
        new GetRecordsCommand({ ShardIterator: await iteratorAt(use, arn, 'TRIM_HORIZON') }),
      );
      await put(at(1));
      expect(empty.Records).toEqual([]);
      expect((await readFrom(use, empty.NextShardIterator)).map(plainRecord)).toMatchObject([
        { name: 'INSERT' },
      ]);
    });

    it('end with their table and can still be read', async () => {
      const arn = await tableWithStream(use, 'Ended');
      const { put } = writes(use, 'Ended');
      for (const sk of [1, 2]) await put(at(sk));
      await deleteTable(use, 'Ended');
      const { StreamDescription } = await use.streams.send(new DescribeStreamCommand({ StreamArn: arn }));
      expect(StreamDescription?.StreamStatus).toBe('DISABLED');
      const [first, last] = (await readAll(use, arn)).map(sequenceOf);
      expect((await onlyShard(use, arn)).SequenceNumberRange).toEqual({
        StartingSequenceNumber: first,
        EndingSequenceNumber: last,
      });
      const ShardIterator = await iteratorAt(use, arn, 'TRIM_HORIZON');
      const page = await use.streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
      const rest = await use.streams.send(new GetRecordsCommand({ ShardIterator: page.NextShardIterator }));
      expect([page.Records?.length, rest.Records?.length, rest.NextShardIterator]).toEqual([1, 1, undefined]);
      expect(await tableWithStream(use, 'Ended')).not.toBe(arn);
    });

    it('refuse with DynamoDB’s error messages', async () => {
      const arn = await tableWithStream(use, 'Refused');
      const { put } = writes(use, 'Refused');
      await put(at(1));
      const { ShardId } = await onlyShard(use, arn);
      const place = (more: object) =>
        use.streams.send(
          new GetShardIteratorCommand({ StreamArn: arn, ShardId, ShardIteratorType: 'LATEST', ...more }),
        );
      const ShardIterator = await iteratorAt(use, arn, 'TRIM_HORIZON');
      const number = '000000000000000000001';
      const refusals: [string, () => Promise<unknown>][] = [
        [
          'ResourceNotFoundException',
          () => use.streams.send(new DescribeStreamCommand({ StreamArn: `${arn}0` })),
        ],
        ['ValidationException', () => use.streams.send(new DescribeStreamCommand({ StreamArn: undefined }))],
        [
          'ValidationException',
          () => use.streams.send(new DescribeStreamCommand({ StreamArn: arn, Limit: 0 })),
        ],
        ['ResourceNotFoundException', () => place({ StreamArn: `${arn}0` })],
        ['ResourceNotFoundException', () => place({ ShardId: `${ShardId}0` })],
        ['ValidationException', () => place({ ShardIteratorType: 'NEVER' })],
        ['ValidationException', () => place({ ShardIteratorType: 'AT_SEQUENCE_NUMBER' })],
        ['ValidationException', () => place({ SequenceNumber: number })],
        [
          'ValidationException',
          () => place({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: 'x' }),
        ],
        [
          'ValidationException',
          () => place({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '0'.repeat(21) }),
        ],
        ['ValidationException', () => use.streams.send(new GetRecordsCommand({ ShardIterator: 'none' }))],
        [
          'ValidationException',
          () => use.streams.send(new GetRecordsCommand({ ShardIterator, Limit: 1001 })),
        ],
      ];
      for (const [name, refused] of refusals) await expect(refused()).rejects.toMatchObject({ name });
    });
  });
};
