import type { _Record, DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';

export type MemoryShard = {
  id: string;
  parent?: string;
  numbers: number[];
  closed: boolean;
  trimmed?: number;
};

export const STREAM_ARN = 'arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/2026-03-03T14:07:00.000';
export const sequence = (number: number): string => String(number).padStart(21, '0');

/**
 * A stream of several shards behind the client's `send`, with one shard per page. `disturb` is called before every
 * request and may throw, as a network does. A record's time is its number in seconds.
 */
export const memoryStream = (shards: readonly MemoryShard[], disturb: () => void = () => {}) => {
  const shardOf = (id = '') => {
    const shard = shards.find((one) => one.id === id);
    if (!shard) throw new Error(`no shard ${id}`);
    return shard;
  };

  const describe = ({ input }: DescribeStreamCommand) => {
    const next = 1 + shards.findIndex(({ id }) => id === input.ExclusiveStartShardId);
    const shard = shards[next];
    const last = shard?.closed ? sequence(shard.numbers.at(-1) ?? 0) : undefined;
    return {
      StreamDescription: {
        StreamStatus: 'ENABLED',
        Shards: shard && [
          {
            ShardId: shard.id,
            ParentShardId: shard.parent,
            SequenceNumberRange: { EndingSequenceNumber: last },
          },
        ],
        LastEvaluatedShardId: next + 1 < shards.length ? shard?.id : undefined,
      },
    };
  };

  const place = ({ input }: GetShardIteratorCommand) => {
    const after = Number(input.SequenceNumber ?? -1);
    const { trimmed = -1 } = shardOf(input.ShardId);
    if (input.SequenceNumber && after < trimmed)
      throw new TrimmedDataAccessException({ message: 'trimmed', $metadata: {} });
    return { ShardIterator: `${input.ShardId} ${after}` };
  };

  const records = ({ input }: GetRecordsCommand) => {
    const [id, after] = (input.ShardIterator ?? '').split(' ');
    const { numbers, closed, trimmed = -1 } = shardOf(id);
    const rest = numbers.filter((number) => number > Math.max(Number(after), trimmed));
    const page = rest.slice(0, input.Limit);
    const ended = closed && page.length === rest.length;
    return {
      Records: page.map(record),
      NextShardIterator: ended ? undefined : `${id} ${page.at(-1) ?? after}`,
    };
  };

  const send = async (command: unknown) => {
    disturb();
    if (command instanceof DescribeStreamCommand) return describe(command);
    if (command instanceof GetShardIteratorCommand) return place(command);
    if (command instanceof GetRecordsCommand) return records(command);
    throw new Error('a command the pump has no use for');
  };
  return { send } as unknown as DynamoDBStreamsClient;
};

const record = (number: number): _Record => ({
  eventID: `event ${number}`,
  eventName: 'INSERT',
  dynamodb: {
    Keys: { sk: { N: String(number) } },
    SequenceNumber: sequence(number),
    ApproximateCreationDateTime: new Date(number * 1000),
  },
});
