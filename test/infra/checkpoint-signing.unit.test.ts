import type { S3Client } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { s3Anchor } from '../../adapters/s3-anchor.ts';
import { type Resource, type Synthesized, synthesized } from '../kit/synthesized.ts';
import { type Statement, statementsOfResources } from './statements.ts';

const SIGN_CHECKPOINT = 'arn:aws:iam::111122223333:role/EmergencyLine-SignCheckpoint-ap-southeast-1';
const DEPLOY = 'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-ap-southeast-1';
const but = (role: string) => ({ ArnNotEquals: { 'aws:PrincipalArn': role } });

let line: Synthesized;
let policies: Statement[];
beforeAll(() => {
  line = synthesized().line;
  policies = statementsOfResources(line);
});
const denying = (sid: string): Statement => {
  const [found, ...others] = policies.filter((one) => one.sid === sid);
  if (!found || others.length > 0) throw new Error(`${others.length + 1} statements have the id ${sid}`);
  return found;
};

describe('checkpoint signing', () => {
  const signer = () =>
    line
      .all('AWS::Lambda::Function')
      .find(({ Properties }) => Properties.FunctionName === 'EmergencyLine-SignCheckpoint');

  it('runs once a minute, with a dead-letter queue for missed invocations', () => {
    const rule = line.one('AWS::Events::Rule', 'SigningEveryMinute').Properties;
    expect(rule).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const [target, ...others] = rule.Targets as { Arn: unknown; DeadLetterConfig: { Arn: unknown } }[];
    expect(others).toStrictEqual([]);
    expect(target).toMatchObject({ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } });
    expect(line.text(target?.Arn)).toMatch(/^<SigningSignCheckpointFunction\w+\.Arn>$/);
    expect(line.text(target?.DeadLetterConfig.Arn)).toMatch(/^<DeadLettersQueue/);
  });

  it('can be invoked by that rule only', () => {
    const permissions = line
      .all('AWS::Lambda::Permission')
      .filter(({ Properties }) => line.text(Properties.FunctionName).includes('SignCheckpoint'));
    expect(permissions).toHaveLength(1);
    expect(permissions[0]?.Properties.Principal).toBe('events.amazonaws.com');
    expect(line.text(permissions[0]?.Properties.SourceArn)).toMatch(/^<SigningEveryMinute\w+\.Arn>$/);
  });

  it('does not retry a run', () => {
    expect(signer()?.Properties).toMatchObject({ Timeout: 900 });
    expect(line.one('AWS::Lambda::EventInvokeConfig', 'SigningSignCheckpoint').Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('reserves no concurrency, nor does another function, because small quotas do not allow it', () => {
    const reserving = line
      .all('AWS::Lambda::Function')
      .filter(({ Properties }) => 'ReservedConcurrentExecutions' in Properties);
    expect(reserving).toStrictEqual([]);
  });

  it('is the only function with the key and the bucket in its environment', () => {
    for (const { Properties } of line.all('AWS::Lambda::Function')) {
      const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
      const variables = [Variables.LOG_KEY, Variables.CHECKPOINT_BUCKET].map((value) =>
        line.text(value ?? ''),
      );
      expect(variables).toStrictEqual(
        Properties.FunctionName === 'EmergencyLine-SignCheckpoint'
          ? [
              expect.stringMatching(/^<KeysCheckpoint\w+\.Arn>$/),
              expect.stringMatching(/^<CheckpointsBucket/),
            ]
          : ['', ''],
      );
    }
  });
});

describe('the key that signs checkpoints', () => {
  const key = (): Resource => line.one('AWS::KMS::Key', 'KeysCheckpoint');

  it('is Ed25519, is retained, and only the deploy role can delete it', () => {
    expect(key()).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' },
    });
    expect(JSON.stringify(key().Properties.KeyPolicy)).toContain('OnlyTheDeployRoleDeletesThisKey');
  });

  it.each([
    ['OnlySignCheckpointSigns', but(SIGN_CHECKPOINT)],
    ['OnlyPureEd25519', { StringNotEquals: { 'kms:SigningAlgorithm': 'ED25519_SHA_512' } }],
  ])('denies regardless of a role’s policies: %s', (sid, condition) => {
    expect(denying(sid)).toMatchObject({
      of: 'AWS::KMS::Key',
      effect: 'Deny',
      actions: ['kms:Sign'],
      principal: { AWS: '*' },
    });
    expect(denying(sid).condition).toStrictEqual(condition);
  });

  it('is the only one of its kind', () => {
    const signing = line
      .all('AWS::KMS::Key')
      .filter(({ Properties }) => Properties.KeyUsage === 'SIGN_VERIFY');
    expect(signing).toHaveLength(1);
  });
});

describe('the bucket of checkpoints', () => {
  const bucket = (): Resource => line.one('AWS::S3::Bucket', 'CheckpointsBucket');

  it('locks each version in compliance mode, for as long as the put requests', async () => {
    let until = 0;
    const send = async ({ input }: { input: { ObjectLockRetainUntilDate: Date } }) => {
      until = input.ObjectLockRetainUntilDate.getTime();
    };
    await s3Anchor({ send } as unknown as S3Client, 'bucket', () => 0).store('0000000000000001', 'a note');
    expect(bucket().Properties).toMatchObject({
      ObjectLockEnabled: true,
      ObjectLockConfiguration: {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: until / 86_400_000 } },
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
  });

  it('is private, logged, retained, without expiry and without a customer key', () => {
    expect([bucket().DeletionPolicy, bucket().UpdateReplacePolicy]).toStrictEqual([
      'RetainExceptOnCreate',
      'Retain',
    ]);
    expect(bucket().Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LoggingConfiguration: { LogFilePrefix: 'checkpoints/' },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    });
    expect(bucket().Properties).not.toHaveProperty('LifecycleConfiguration');
  });

  it.each([
    [
      'NobodyDeletesACheckpoint',
      ['s3:BypassGovernanceRetention', 's3:DeleteObject', 's3:DeleteObjectVersion'],
      {},
    ],
    ['OnlySignCheckpointPuts', ['s3:PutObject', 's3:PutObjectRetention'], but(SIGN_CHECKPOINT)],
    ['OnlyInComplianceMode', ['s3:PutObject'], { StringNotEquals: { 's3:object-lock-mode': 'COMPLIANCE' } }],
    [
      'OnlyTheDeployRoleChangesTheBucket',
      [
        's3:DeleteBucket',
        's3:DeleteBucketPolicy',
        's3:PutBucketObjectLockConfiguration',
        's3:PutBucketPolicy',
        's3:PutBucketVersioning',
        's3:PutLifecycleConfiguration',
      ],
      but(DEPLOY),
    ],
  ])('denies regardless of a role’s policies: %s', (sid, actions, condition) => {
    const { effect, principal, ...found } = denying(sid);
    expect({ effect, principal }).toStrictEqual({ effect: 'Deny', principal: { AWS: '*' } });
    expect(found.actions.toSorted()).toStrictEqual(actions);
    expect(found.condition).toStrictEqual(condition);
    expect(found.resources).toStrictEqual([
      expect.stringMatching(
        sid.endsWith('Bucket') ? /^<CheckpointsBucket\w+\.Arn>$/ : /^<CheckpointsBucket\w+\.Arn>\/\*$/,
      ),
    ]);
  });
});

it('one role can put checkpoints, and two can put leaves, limited by partition key', () => {
  const puts = line.all('AWS::IAM::ManagedPolicy').flatMap(({ Properties }) =>
    (
      Properties.PolicyDocument as {
        Statement: { Action: string | string[]; Condition?: Resource['Properties'] }[];
      }
    ).Statement.filter(({ Action }) => [Action].flat().includes('dynamodb:PutItem')).map(({ Condition }) => {
      const keys = (Condition?.['ForAllValues:StringLike'] as Record<string, string[]> | undefined)?.[
        'dynamodb:LeadingKeys'
      ];
      return [String(Properties.ManagedPolicyName).split('-')[1], [keys ?? []].flat().join(' ')];
    }),
  );
  const proofs = puts.filter(([, keys]) => /log|leaf|checkpoint/.test(keys ?? ''));
  expect(proofs).toStrictEqual([
    ['Project', 'log leaf/*'],
    ['SignCheckpoint', 'log leaf/* checkpoint'],
  ]);
});
