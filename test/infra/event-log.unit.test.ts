import { beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../kit/configs.ts';
import { type Resource, type Synthesized, synthesized } from '../kit/synthesized.ts';

type Statement = {
  Sid: string;
  Effect: string;
  Principal: unknown;
  Action: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
};

let line: Synthesized;
let log: Resource;
beforeAll(() => {
  line = synthesized().line;
  log = line.one('AWS::DynamoDB::Table', 'EventLog');
});

const refusals = (): Statement[] =>
  (log.Properties.ResourcePolicy as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement;
const denying = (action: string) => refusals().filter(({ Action }) => [Action].flat().includes(action));

describe('the event log', () => {
  it('is an on-demand table that the rule packs check, with the keys of the adapters', () => {
    expect(log.Properties).toMatchObject({
      TableName: 'EmergencyLine-Events',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byTime',
          KeySchema: [
            { AttributeName: 'day', KeyType: 'HASH' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['type', 'at', 'body', 'hash'] },
        },
        {
          IndexName: 'byContact',
          KeySchema: [
            { AttributeName: 'contactId', KeyType: 'HASH' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });

  it('shows every overwrite and delete in its stream', () => {
    expect(log.Properties.StreamSpecification).toStrictEqual({ StreamViewType: 'NEW_AND_OLD_IMAGES' });
  });

  it('has the longest point-in-time recovery, deletion protection, and is retained', () => {
    expect(log.Properties.PointInTimeRecoverySpecification).toStrictEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
    expect(log.Properties.DeletionProtectionEnabled).toBe(true);
    expect([log.DeletionPolicy, log.UpdateReplacePolicy]).toStrictEqual(['RetainExceptOnCreate', 'Retain']);
  });

  it('is encrypted with a rotating customer key that is retained and only the deploy role can delete', () => {
    expect(log.Properties.SSESpecification).toMatchObject({ SSEEnabled: true, SSEType: 'KMS' });
    const key = line.one('AWS::KMS::Key', 'KeysLog');
    expect(line.text((log.Properties.SSESpecification as Resource['Properties']).KMSMasterKeyId)).toMatch(
      /^<KeysLog/,
    );
    expect(key.Properties.EnableKeyRotation).toBe(true);
    expect(key.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect((key.Properties.KeyPolicy as { Statement: Statement[] }).Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: ['kms:DisableKey', 'kms:ScheduleKeyDeletion'],
        Condition: {
          ArnNotEquals: {
            'aws:PrincipalArn':
              'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-ap-southeast-1',
          },
        },
      }),
    );
  });

  it('has no time to live', () => {
    expect(log.Properties.TimeToLiveSpecification).toBeUndefined();
  });
});

describe('the table’s policy denies', () => {
  it.each([
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:PartiQLInsert',
    'dynamodb:PartiQLUpdate',
    'dynamodb:PartiQLDelete',
  ])('%s to everyone, including the deploy role', (action) => {
    expect(denying(action)).toMatchObject([{ Effect: 'Deny', Principal: { AWS: '*' } }]);
    expect(denying(action)[0]).not.toHaveProperty('Condition');
  });

  it.each([
    'dynamodb:DeleteTable',
    'dynamodb:UpdateTable',
    'dynamodb:UpdateTimeToLive',
    'dynamodb:UpdateContinuousBackups',
    'dynamodb:PutResourcePolicy',
    'dynamodb:DeleteResourcePolicy',
    'dynamodb:DisableKinesisStreamingDestination',
  ])('%s to all but the deploy role', (action) => {
    expect(denying(action)).toMatchObject([
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Condition: {
          ArnNotEquals: {
            'aws:PrincipalArn': [
              'arn:aws:iam::111122223333:role/cdk-hnb659fds-cfn-exec-role-111122223333-ap-southeast-1',
            ],
          },
        },
      },
    ]);
  });

  it('puts to all but the writers of events, because IAM cannot require a conditional put', () => {
    const [all] = denying('dynamodb:PutItem');
    const writers = all?.Condition?.ArnNotEquals?.['aws:PrincipalArn'] as string[];
    const roles = line.all('AWS::IAM::Role').map(({ Properties }) => Properties.RoleName);
    expect(roles).toEqual(expect.arrayContaining(writers.map((arn) => arn.split('/')[1])));
  });

  it('all of this within the size limit of a table policy', () => {
    expect(JSON.stringify(log.Properties.ResourcePolicy).length).toBeLessThan(20_480);
  });
});

it('a configured deploy role replaces that of the CDK', () => {
  const deployRole = 'arn:aws:iam::111122223333:role/deployer';
  const other = synthesized(configOf({ deployment: { deployRole } })).line;
  const text = JSON.stringify(other.one('AWS::DynamoDB::Table', 'EventLog').Properties.ResourcePolicy);
  expect(text).toContain(`["${deployRole}"]`);
  expect(text).not.toContain('cfn-exec-role');
});

describe('the table', () => {
  it.each([
    ['EmergencyBoard', 'location', 'Delete', 1, false],
    ['AdminDirectory', 'adminId', 'Delete', 7, false],
    ['SubjectKeys', 'subject', 'RetainExceptOnCreate', 7, true],
    ['SendBudget', 'budget', 'Delete', 1, false],
  ])(
    '%s is encrypted, with the right recovery period and removal policy',
    (name, key, policy, days, protectedFromDeletion) => {
      const table = line.one('AWS::DynamoDB::Table', `ReadModels${name}`);
      expect(table.DeletionPolicy).toBe(policy);
      expect(table.Properties).toMatchObject({
        TableName: `EmergencyLine-${name}`,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: days },
        DeletionProtectionEnabled: protectedFromDeletion,
      });
    },
  );

  it('AdminDirectory has an index by number', () => {
    expect(
      line.one('AWS::DynamoDB::Table', 'ReadModelsAdminDirectory').Properties.GlobalSecondaryIndexes,
    ).toStrictEqual([
      {
        IndexName: 'byNumber',
        KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ]);
  });
});

it('a key for unknown callers’ numbers has its year in the description, because its alias is deleted first', () => {
  const described = line.all('AWS::KMS::Key').map(({ Properties }) => String(Properties.Description));
  const years = described.filter((text) => /^EmergencyLine: tags of strangers’ numbers in \d{4}$/.test(text));
  expect(new Set(years).size).toBe(2);
});
