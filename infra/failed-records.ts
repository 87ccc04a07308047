import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLOSED, expiry } from './access-logs.ts';

/** The bucket of parked records. S3 holds the whole record; a queue would hold only a pointer that expires within a day. */
export const failedRecords = (
  scope: Construct,
  encryptionKey: Key,
  serverAccessLogsBucket: IBucket,
): Bucket =>
  new Bucket(new Construct(scope, 'FailedRecords'), 'Bucket', {
    ...CLOSED,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket,
    serverAccessLogsPrefix: 'failed-records/',
    lifecycleRules: [expiry(90)],
  });
