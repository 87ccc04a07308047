import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { encryptedBucket } from './buckets.ts';
import type { Deployment } from './deployment.ts';

/** The trail that feeds log-guard.ts, for an account without one: all management events of this Region, including KMS. */
export const trail = (
  scope: Construct,
  { config, names }: Deployment,
  encryptionKey: Key,
  accessLogs: IBucket,
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
  const { logRetentionDays } = config.deployment;
  const bucket = encryptedBucket(here, encryptionKey, accessLogs, 'trail/', logRetentionDays);
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
