import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Records the stream's readers gave up on, whole: S3 gets the record itself, a queue would get a pointer that is dead in a day. */
export const failedRecords = (scope: Construct, encryptionKey: Key): Bucket => {
  const here = new Construct(scope, 'FailedRecords');
  const closed = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
  };
  const accessLogs = new Bucket(here, 'AccessLogs', {
    ...closed,
    // S3 can deliver access logs under its own key only.
    encryption: BucketEncryption.S3_MANAGED,
    lifecycleRules: [expiry(90)],
  });
  return new Bucket(here, 'Bucket', {
    ...closed,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket: accessLogs as IBucket,
    lifecycleRules: [expiry(90)],
  });
};

const expiry = (days: number) => ({
  expiration: Duration.days(days),
  noncurrentVersionExpiration: Duration.days(1),
  abortIncompleteMultipartUploadAfter: Duration.days(1),
});
