import { Duration } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketEncryption, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { RETAINED_DAYS } from '../domain/ledger/index.ts';
import { CLOSED } from './access-logs.ts';
import type { Deployment } from './deployment.ts';

/**
 * Where signed checkpoints of the log are anchored. Object Lock in compliance mode: nobody, the account's root included,
 * can delete a version or shorten its retention. Encrypted with S3's own key: deleting a customer key would make checkpoints unreadable.
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
  for (const refusal of refusals(line, bucket)) bucket.addToResourcePolicy(refusal);
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

type Conditions = Record<string, Record<string, string | string[]>>;

const but = (role: string): Conditions => ({ ArnNotEquals: { 'aws:PrincipalArn': role } });

/** What the bucket policy denies: a delete marker would hide a checkpoint, a second version would contradict it. */
const refusals = ({ names, deployRole }: Deployment, bucket: Bucket): PolicyStatement[] => {
  const deny = (sid: string, resource: string, actions: string[], conditions?: Conditions) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      resources: [resource],
      ...(conditions === undefined ? {} : { conditions }),
    });
  const objects = bucket.arnForObjects('*');
  return [
    deny('NobodyDeletesACheckpoint', objects, [
      's3:DeleteObject',
      's3:DeleteObjectVersion',
      's3:BypassGovernanceRetention',
    ]),
    deny(
      'OnlySignCheckpointPuts',
      objects,
      ['s3:PutObject', 's3:PutObjectRetention'],
      but(names.roleArn('SignCheckpoint')),
    ),
    deny('OnlyInComplianceMode', objects, ['s3:PutObject'], {
      StringNotEquals: { 's3:object-lock-mode': 'COMPLIANCE' },
    }),
    deny('OnlyTheDeployRoleChangesTheBucket', bucket.bucketArn, CHANGES_THE_BUCKET, but(deployRole)),
  ];
};
