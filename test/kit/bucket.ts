import { S3Client } from '@aws-sdk/client-s3';
import type { BucketVersion } from './bucket-server.ts';

type Input = { Key: string; Body: string; Prefix: string; StartAfter?: string };

/** An S3 client on a bucket in memory; `asked` receives the name of each operation. `versions`: all that was ever put. */
export const memoryBucket = (asked: (operation: string) => void = () => {}) => {
  const objects = new Map<string, string>();
  const versions: BucketVersion[] = [];
  const operations: Record<string, (input: Input) => unknown> = {
    PutObject: ({ Key, Body }) => {
      objects.set(Key, Body);
      versions.push({ key: Key, id: `v${versions.length}`, body: Body });
    },
    DeleteObject: ({ Key }) => void objects.delete(Key),
    GetObject: ({ Key }) => ({ Body: { transformToString: async () => objects.get(Key) } }),
    ListObjectsV2: ({ Prefix, StartAfter = '' }) => ({
      Contents: [...objects.keys()]
        .filter((key) => key.startsWith(Prefix) && key > StartAfter)
        .toSorted()
        .map((Key) => ({ Key })),
    }),
  };
  const send = async (command: { constructor: { name: string }; input: Input }) => {
    const operation = command.constructor.name.replace('Command', '');
    asked(operation);
    return operations[operation]?.(command.input) ?? {};
  };
  // A paginator accepts only an instance of the client.
  const client: S3Client = Object.create(S3Client.prototype, { send: { value: send } });
  return { client, objects, versions };
};
