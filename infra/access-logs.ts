import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** Settings of every bucket of the stack: no public access, no plain HTTP, versioned, retained once the stack is complete. */
export const CLOSED = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  versioned: true,
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
};

export const expiry = (days: number) => ({
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
