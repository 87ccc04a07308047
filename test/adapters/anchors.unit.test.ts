import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderAnchor } from '../../adapters/folder-anchor.ts';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { checkpointName } from '../../domain/ledger/index.ts';
import { memoryBucket } from '../kit/bucket.ts';

describe('checkpoints in a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'proof-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are files that are written once; storing the same again succeeds', async () => {
    const anchor = folderAnchor(join(folder, 'proof'));
    for (let times = 0; times < 2; times += 1) await anchor.store('0000000000000001', 'a note');
    await anchor.store('0000000000000002', 'another');
    expect(readdirSync(join(folder, 'proof'))).toEqual(['0000000000000001', '0000000000000002']);
    expect(readFileSync(join(folder, 'proof', '0000000000000001'), 'utf8')).toBe('a note');
  });

  it('reject another of the same size and keep the first', async () => {
    const anchor = folderAnchor(folder);
    await anchor.store('0000000000000001', 'a note');
    await expect(anchor.store('0000000000000001', 'a fork')).rejects.toThrow(
      'holds another checkpoint of this size: the log was restored from a backup or forked since',
    );
    expect(readFileSync(join(folder, '0000000000000001'), 'utf8')).toBe('a note');
  });
});

it.each([
  ['a folder', () => folderAnchor(join(mkdtempSync(join(tmpdir(), 'proof-')), 'proof'))],
  ['S3', () => s3Anchor(memoryBucket().client, 'proof', Date.now)],
])('the newest checkpoint in %s is the one with the greatest size', async (_, create) => {
  const anchor = create();
  expect(await anchor.newest(0)).toBeNull();
  for (const size of [2, 10, 9]) await anchor.store(checkpointName(size), `note of ${size}`);
  const newest = { name: '0000000000000010', note: 'note of 10' };
  for (const size of [0, 1, 10]) expect(await anchor.newest(size)).toStrictEqual(newest);
  expect(await anchor.newest(11)).toBeNull();
});

it('the newest checkpoint in a folder is none of its other files', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  writeFileSync(join(folder, '.DS_Store'), '');
  writeFileSync(join(folder, '0000000000000009.copy'), '');
  expect(await folderAnchor(folder).newest(0)).toBeNull();
});

it('checkpoints in S3 are locked in compliance mode for seven years', async () => {
  const sent: PutObjectCommandInput[] = [];
  const client = new S3Client({ region: 'ap-southeast-1' });
  client.middlewareStack.add(
    () => async (args) => {
      sent.push(args.input as PutObjectCommandInput);
      return { output: { $metadata: {} }, response: {} };
    },
    { step: 'initialize', priority: 'low' },
  );
  await s3Anchor(client, 'proof', () => Date.UTC(2026, 10, 22)).store('0000000000000001', 'a note');
  expect(sent).toEqual([
    {
      Bucket: 'proof',
      Key: 'checkpoints/0000000000000001',
      Body: 'a note',
      ContentType: 'text/plain; charset=utf-8',
      ChecksumAlgorithm: 'SHA256',
      ObjectLockMode: 'COMPLIANCE',
      ObjectLockRetainUntilDate: new Date(Date.UTC(2026, 10, 22) + 2562 * 86_400_000),
    },
  ]);
});
