import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderFailedRecords, memoryFailedRecords } from '../../adapters/folder-failed-records.ts';
import { s3FailedRecords } from '../../adapters/s3-failed-records.ts';
import { memoryBucket } from '../kit/bucket.ts';
import { failedRecordsContract } from '../kit/contracts/failed-records.ts';

const ids = () => {
  let next = 0;
  return () => String(next++).padStart(3, '0');
};

failedRecordsContract('memory', memoryFailedRecords);
failedRecordsContract('a folder', () =>
  folderFailedRecords(join(mkdtempSync(join(tmpdir(), 'failed-')), 'Project'), ids()),
);
failedRecordsContract('S3', () => s3FailedRecords(memoryBucket().client, 'bucket', 'Project', ids()));

describe('parked records in S3', () => {
  const OF_LAMBDA = 'aws/lambda/6f9d1a38/shardId-1/2026/11/27/2026-11-27T06.00.00-1.json';

  it('include those that Lambda discarded, and none of another mapping or consumer', async () => {
    const { client, objects } = memoryBucket();
    const project = s3FailedRecords(client, 'bucket', 'Project', ids());
    const object = JSON.stringify({
      version: '1.0',
      requestContext: { condition: 'RecordAgeExceeded' },
      payload: JSON.stringify({ Records: [{ of: 'lambda' }] }),
    });
    objects.set(OF_LAMBDA, object);
    objects.set(OF_LAMBDA.replace('6f9d1a38', 'other'), object);
    await s3FailedRecords(client, 'bucket', 'Publish', ids()).park([{ of: 'Publish' }]);
    const found = [];
    for await (const { records } of project.list('aws/lambda/6f9d1a38/')) found.push(...(await records()));
    expect(found).toEqual([{ of: 'lambda' }]);
  });

  it('have the form that the runbook passes to Publish', async () => {
    const { client, objects } = memoryBucket();
    await s3FailedRecords(client, 'bucket', 'Publish', ids()).park([{ a: 1 }]);
    const [[key, body] = []] = [...objects];
    expect(key).toBe('parked/Publish/000');
    expect(JSON.parse(JSON.parse(body ?? '{}').payload)).toEqual({ Records: [{ a: 1 }] });
  });

  it('are listed also when one of them cannot be read', async () => {
    const { client, objects } = memoryBucket();
    const project = s3FailedRecords(client, 'bucket', 'Project', ids());
    objects.set('parked/Project/', 'no JSON');
    await project.park([1]);
    const found = [];
    for await (const { records } of project.list('aws/lambda/'))
      found.push(await records().catch(() => 'unreadable'));
    expect(found).toEqual(['unreadable', [1]]);
  });
});
