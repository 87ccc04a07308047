import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { clientOf } from '../adapters/with-edge.ts';
import type { Place } from './secrets.ts';

/** Every file under a folder, byte by byte. */
export const files = (folder: string): Place[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((file) => ({ at: relative(folder, file), bytes: readFileSync(file) }));

/** A table's items as DynamoDB answers them. */
export const table = async (endpoint: string, TableName: string): Promise<Place> => {
  const { Items } = await new DynamoDBClient(clientOf(endpoint)).send(new ScanCommand({ TableName }));
  return { at: `table ${TableName}`, bytes: JSON.stringify(Items) };
};

/** What consumers of the log's stream are given. */
export const stream = async (endpoint: string): Promise<Place> => {
  const client = new DynamoDBStreamsClient(clientOf(endpoint));
  const { Streams } = await client.send(new ListStreamsCommand({}));
  const StreamArn = Streams?.[0]?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
  const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
  const { ShardIterator } = await client.send(new GetShardIteratorCommand(start));
  const { Records } = await client.send(new GetRecordsCommand({ ShardIterator }));
  return { at: 'stream of the log', bytes: JSON.stringify(Records) };
};
