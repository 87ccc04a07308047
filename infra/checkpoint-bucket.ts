import { Duration } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketEncryption, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { RETAINED_DAYS } from '../domain/ledger/index.ts';
import { CLOSED } from './buckets.ts';
import { deny, except } from './deny.ts';
import type { Deployment } from './deployment.ts';

/**
 * The bucket in which signed checkpoints are anchored. Object Lock in compliance mode: nobody, the account's root included,
 * can delete a version or shorten its retention. Encrypted with S3's own key: deleting a customer key would make checkpoints
 * unreadable.
 */
export const checkpointBucket = (
  scope: Construct,
  line: Deployment,
  serverAccessLogsBucket: IBucket,
): Bucket => {
  const bucket = new Bucket(new Construct(scope, 'Checkpoints'), 'Bucket', {
    ...CLOSED,
    encryption: BucketEncryption.S3_MANAGED,
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(RETAINED_DAYS)),
    serverAccessLogsBucket,
    serverAccessLogsPrefix: 'checkpoints/',
  });
  for (const statement of denials(line, bucket)) bucket.addToResourcePolicy(statement);
  return bucket;
};

/** Actions that could delete the bucket or weaken its protection. */
export const CHANGES_THE_BUCKET = [
  's3:DeleteBucket',
  's3:PutBucketPolicy',
  's3:DeleteBucketPolicy',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
];

/** What the bucket policy denies: a delete marker would hide a checkpoint, a second version would contradict it. */
const denials = ({ names, deployRole }: Deployment, bucket: Bucket): PolicyStatement[] => {
  const objects = bucket.arnForObjects('*');
  return [
    deny(
      'NobodyDeletesACheckpoint',
      ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
      objects,
    ),
    deny(
      'OnlySignCheckpointPuts',
      ['s3:PutObject', 's3:PutObjectRetention'],
      objects,
      except(names.roleArn('SignCheckpoint')),
    ),
    deny('OnlyInComplianceMode', ['s3:PutObject'], objects, {
      StringNotEquals: { 's3:object-lock-mode': 'COMPLIANCE' },
    }),
    deny('OnlyTheDeployRoleChangesTheBucket', CHANGES_THE_BUCKET, bucket.bucketArn, except(deployRole)),
  ];
};
