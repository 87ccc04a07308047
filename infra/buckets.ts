import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Settings of every bucket of the stack: no public access, no plain HTTP, versioned, retained once the stack is complete. */
export const CLOSED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

const expiry = (days: number) => ({
  expiration: Duration.days(days),
  noncurrentVersionExpiration: Duration.days(1),
  abortIncompleteMultipartUploadAfter: Duration.days(1),
});

/** The bucket of access logs of the stack's other buckets. */
export const accessLogs = (scope: Construct): IBucket =>
  new Bucket(new Construct(scope, 'AccessLogs'), 'Bucket', {
    ...CLOSED,
    // S3 can deliver access logs under its own key only.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [expiry(90)],
  }) as IBucket;

/** A bucket under a customer managed key, whose objects expire after some days. `prefix`: of its access logs. */
export const encryptedBucket = (
  here: Construct,
  encryptionKey: Key,
  serverAccessLogsBucket: IBucket,
  prefix: string,
  days: number,
): Bucket =>
  new Bucket(here, 'Bucket', {
    ...CLOSED,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket,
    serverAccessLogsPrefix: prefix,
    lifecycleRules: [expiry(days)],
  });

/** The bucket of parked records. S3 holds the whole record; a queue would hold only a pointer that expires within a day. */
export const failedRecords = (scope: Construct, key: Key, logs: IBucket): Bucket =>
  encryptedBucket(new Construct(scope, 'FailedRecords'), key, logs, 'failed-records/', 90);
