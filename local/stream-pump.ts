import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { Checkpoints } from './checkpoints.ts';
export type StreamPump = { drain(): Promise<void>; stop(): Promise<void>; wake(): void };
/** Interim. */
export const startStreamPump = (o: {
  streams: DynamoDBStreamsClient;
  streamArn: string;
  functionName: string;
  handler: (e: unknown) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
  settings: { batchSize: number };
  checkpoint: Checkpoints;
  onFailure: (f: { records: unknown[]; reason: string }) => Promise<void>;
  idlePollMs: number;
  now: () => number;
  backoff: (n: number) => Promise<void>;
}): StreamPump => {
  let busy: Promise<void> = Promise.resolve();
  const round = async () => {
    const { StreamDescription } = await o.streams.send(new DescribeStreamCommand({ StreamArn: o.streamArn }));
    for (const { ShardId = '' } of StreamDescription?.Shards ?? []) {
      for (;;) {
        const after = await o.checkpoint.read(ShardId);
        const { ShardIterator } = await o.streams.send(
          new GetShardIteratorCommand({
            StreamArn: o.streamArn,
            ShardId,
            ...(after
              ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
              : { ShardIteratorType: 'TRIM_HORIZON' }),
          }),
        );
        const { Records = [] } = await o.streams.send(
          new GetRecordsCommand({ ShardIterator, Limit: o.settings.batchSize }),
        );
        if (Records.length === 0) break;
        const event = {
          Records: Records.map((r) => ({
            ...r,
            dynamodb: {
              ...r.dynamodb,
              ApproximateCreationDateTime: Number(r.dynamodb?.ApproximateCreationDateTime) / 1000,
            },
          })),
        };
        const { batchItemFailures } = await o.handler(event);
        if (batchItemFailures.length > 0) throw new Error('failed');
        await o.checkpoint.write(ShardId, Records.at(-1)?.dynamodb?.SequenceNumber ?? '');
      }
    }
  };
  const wake = (): void => {
    busy = busy.then(round).catch((e) => process.stderr.write(`${e}\n`));
  };
  wake();
  return {
    wake,
    drain: async () => {
      wake();
      await busy;
    },
    stop: async () => {
      await busy;
    },
  };
};
