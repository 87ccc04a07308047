import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLOSED, expiry } from './access-logs.ts';

/** Records the stream's readers gave up on, whole: S3 gets the record itself, a queue would get a pointer that is dead in a day. */
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
