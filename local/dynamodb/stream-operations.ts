import { createHash } from 'node:crypto';
import type { LevelDb } from './dynalite.ts';
import { notFound } from './errors.ts';
import type { Trim } from './retention.ts';
import { firstUntrimmed, readIterator, shardIterator, startingPosition } from './shard-iterators.ts';
import { sequenceNumber, toWire } from './stream-records.ts';
import { describeStream, getRecords, getShardIterator, listStreams, parse } from './stream-requests.ts';
import { numberOf, recordsAfter, type Stream, type Streams } from './streams.ts';

/** "GetRecords can retrieve a maximum of 1 MB of data": API reference of GetRecords. */
const PAGE_BYTES = 1_048_576;

/** The Streams API of 2012-08-10. Every stream has one shard, open until its table is deleted. */
export const streamOperations = (db: LevelDb, streams: Streams, trim: Trim, now: () => number) => {
  /** Finds a stream and trims it. @throws ServiceError when it is missing or expired */
  const openStream = async (arn: string): Promise<Stream> => {
    const untrimmed = streams.get(arn);
    if (untrimmed) await trim(untrimmed);
    const stream = streams.get(arn);
    if (!stream) throw notFound(`Stream: ${arn}`);
    return stream;
  };

  const ListStreams = async (request: unknown) => {
    const { TableName, Limit, ExclusiveStartStreamArn = '' } = parse(listStreams, request);
    for (const stream of streams.all()) await trim(stream);
    const rows = streams.all().map(({ row }) => row);
    const found = rows.filter(
      ({ arn, table }) => arn > ExclusiveStartStreamArn && (TableName ?? table) === table,
    );
    const page = found.slice(0, Limit);
    const Streams = page.map((row) => ({ StreamArn: row.arn, TableName: row.table, StreamLabel: row.label }));
    return { Streams, LastEvaluatedStreamArn: found.length > Limit ? page.at(-1)?.arn : undefined };
  };

  const DescribeStream = async (request: unknown) => {
    const { StreamArn, ExclusiveStartShardId } = parse(describeStream, request);
    const stream = await openStream(StreamArn);
    return { StreamDescription: describe(stream, ExclusiveStartShardId) };
  };

  const GetShardIterator = async (request: unknown) => {
    const wanted = parse(getShardIterator, request);
    const stream = await openStream(wanted.StreamArn);
    if (wanted.ShardId !== shardId(stream)) throw notFound(`Shard: ${wanted.ShardId}`);
    return { ShardIterator: shardIterator(wanted.StreamArn, startingPosition(stream, wanted), now()) };
  };

  const GetRecords = async (request: unknown) => {
    const { ShardIterator, Limit } = parse(getRecords, request);
    const { arn, after } = readIterator(ShardIterator, now());
    const stream = await openStream(arn);
    const Records: ReturnType<typeof toWire>[] = [];
    let last = firstUntrimmed(stream, after);
    let bytes = 0;
    for await (const [key, record] of recordsAfter(db, arn, last)) {
      const wire = toWire(stream.row, numberOf(key), record);
      bytes += wire.dynamodb.SizeBytes;
      if (Records.length === Limit || (bytes > PAGE_BYTES && Records.length > 0)) break;
      Records.push(wire);
      last = numberOf(key);
    }
    const finished = stream.row.closedAt !== undefined && last >= stream.next - 1;
    return { Records, NextShardIterator: finished ? undefined : shardIterator(arn, last, now()) };
  };

  return { ListStreams, DescribeStream, GetShardIterator, GetRecords };
};

const describe = (stream: Stream, startAfterShard: string | undefined) => {
  const { row, next } = stream;
  const closed = row.closedAt !== undefined;
  const shard = {
    ShardId: shardId(stream),
    SequenceNumberRange: {
      StartingSequenceNumber: sequenceNumber(1),
      EndingSequenceNumber: closed ? sequenceNumber(Math.max(1, next - 1)) : undefined,
    },
  };
  return {
    StreamArn: row.arn,
    StreamLabel: row.label,
    StreamStatus: closed ? 'DISABLED' : 'ENABLED',
    StreamViewType: row.viewType,
    CreationRequestDateTime: row.createdAt / 1000,
    TableName: row.table,
    KeySchema: row.keySchema,
    Shards: startAfterShard === shard.ShardId ? [] : [shard],
  };
};

const shardId = ({ row }: Stream): string => {
  const name = createHash('md5').update(row.arn).digest('hex').slice(0, 8);
  return `shardId-${String(row.createdAt).padStart(20, '0')}-${name}`;
};
