import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CLOSED, expiry } from './access-logs.ts';
import type { Deployment } from './deployment.ts';

/** The trail that feeds log-guard.ts, for an account that has none: every management event of this Region, KMS's included. */
export const trail = (
  scope: Construct,
  { config, names }: Deployment,
  encryptionKey: Key,
  serverAccessLogsBucket: IBucket,
): void => {
  const here = new Construct(scope, 'Trail');
  encryptionKey.addToResourcePolicy(
    new PolicyStatement({
      sid: 'TrailOfThisStack',
      principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
      actions: ['kms:GenerateDataKey', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceArn': names.arn('cloudtrail', `trail/${names.stack}`) } },
    }),
  );
  const bucket = new Bucket(here, 'Bucket', {
    ...CLOSED,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    serverAccessLogsBucket,
    serverAccessLogsPrefix: 'trail/',
    lifecycleRules: [expiry(config.deployment.logRetentionDays)],
  });
  new Trail(here, 'Trail', {
    trailName: names.stack,
    bucket: bucket as IBucket,
    encryptionKey,
    managementEvents: ReadWriteType.ALL,
    isMultiRegionTrail: false,
    includeGlobalServiceEvents: false,
    enableFileValidation: true,
  });
};
