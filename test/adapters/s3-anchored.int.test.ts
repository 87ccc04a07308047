import { S3Client } from '@aws-sdk/client-s3';
import { afterEach, expect, it } from 'vitest';
import { s3Anchored } from '../../adapters/s3-anchored.ts';
import { LOCAL_CREDENTIALS } from '../../local/resource-names.ts';
import { type BucketVersion, startBucket } from '../kit/bucket-server.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const read = async (versions: readonly BucketVersion[], denied: string[] = []) => {
  const bucket = await startBucket(versions, undefined, denied);
  closing.push(bucket.close);
  const credentials = {
    accessKeyId: LOCAL_CREDENTIALS.AWS_ACCESS_KEY_ID,
    secretAccessKey: LOCAL_CREDENTIALS.AWS_SECRET_ACCESS_KEY,
  };
  const client = new S3Client({ region: 'ap-southeast-1', endpoint: bucket.endpoint, credentials });
  return s3Anchored(client, 'proof')();
};

const version = (name: string, id: string, body: BucketVersion['body']) => ({
  key: `checkpoints/${name}`,
  id,
  body,
});

it('every version of every anchored checkpoint is read, page by page', async () => {
  const { anchored, deleted } = await read([
    version('0000000000000001', 'a', 'first — note\n'),
    version('0000000000000002', 'b', 'an overwrite\n'),
    version('0000000000000002', 'c', 'second\n'),
    version('0000000000000003', 'd', 'third\n'),
    version('0000000000000004', 'e', 'fourth\n'),
    { key: 'elsewhere/0000000000000009', id: 'f', body: 'no checkpoint' },
  ]);
  expect(anchored).toEqual([
    { name: '0000000000000001', note: 'first — note\n' },
    { name: '0000000000000002', note: 'an overwrite\n' },
    { name: '0000000000000002', note: 'second\n' },
    { name: '0000000000000003', note: 'third\n' },
    { name: '0000000000000004', note: 'fourth\n' },
  ]);
  expect(deleted).toEqual([]);
});

it('a deleted checkpoint is named, and its versions are still read', async () => {
  const found = await read([
    version('0000000000000001', 'marker', null),
    version('0000000000000001', 'a', 'first\n'),
  ]);
  expect(found).toEqual({
    anchored: [{ name: '0000000000000001', note: 'first\n' }],
    deleted: ['0000000000000001'],
  });
});

it('a checkpoint that is not UTF-8 is read so that no signature can match', async () => {
  const { anchored } = await read([version('0000000000000001', 'a', Uint8Array.of(0x61, 0xff))]);
  expect(anchored).toEqual([{ name: '0000000000000001', note: 'a\u00FF' }]);
});

it('a bucket without versions has no checkpoints', async () => {
  expect(await read([])).toEqual({ anchored: [], deleted: [] });
});

it.each(['s3:ListBucketVersions', 's3:GetObjectVersion'])(
  'a missing permission for %s is named by the error',
  async (action) => {
    await expect(read([version('0000000000000001', 'a', 'first\n')], [action])).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  },
);
