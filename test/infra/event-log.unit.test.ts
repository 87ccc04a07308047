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
const refusing = (action: string) => refusals().filter(({ Action }) => [Action].flat().includes(action));
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/EmergencyLine-${name}-ap-southeast-1`;

describe('the event log is kept', () => {
  it('is a table the rule packs look at, on demand, with the keys the adapters use', () => {
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

  it('has point-in-time recovery for as long as there is, deletion protection, and outlives the stack', () => {
    expect(log.Properties.PointInTimeRecoverySpecification).toStrictEqual({
      PointInTimeRecoveryEnabled: true,
      RecoveryPeriodInDays: 35,
    });
    expect(log.Properties.DeletionProtectionEnabled).toBe(true);
    expect([log.DeletionPolicy, log.UpdateReplacePolicy]).toStrictEqual(['RetainExceptOnCreate', 'Retain']);
  });

  it('is encrypted with a key of the customer’s that rotates, outlives the stack, and the deploy role alone may end', () => {
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

describe('the table itself refuses', () => {
  it.each([
    'dynamodb:UpdateItem',
    'dynamodb:DeleteItem',
    'dynamodb:BatchWriteItem',
    'dynamodb:PartiQLInsert',
    'dynamodb:PartiQLUpdate',
    'dynamodb:PartiQLDelete',
  ])('%s to everybody, the deploy role included', (action) => {
    expect(refusing(action)).toMatchObject([{ Effect: 'Deny', Principal: { AWS: '*' } }]);
    expect(refusing(action)[0]).not.toHaveProperty('Condition');
  });

  it.each([
    'dynamodb:DeleteTable',
    'dynamodb:UpdateTable',
    'dynamodb:UpdateTimeToLive',
    'dynamodb:UpdateContinuousBackups',
    'dynamodb:PutResourcePolicy',
    'dynamodb:DeleteResourcePolicy',
    'dynamodb:DisableKinesisStreamingDestination',
  ])('%s to everybody but the deploy role', (action) => {
    expect(refusing(action)).toMatchObject([
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

  it('puts to everybody but those who write events, for IAM cannot demand that a put be conditional', () => {
    const writers = [
      'OneTimePin',
      'VerifyPin',
      'UpdateEmergency',
      'Project',
      'SignCheckpoint',
      'Operator',
      'Eraser',
      'Doctor',
    ];
    expect(refusing('dynamodb:PutItem')).toMatchObject([
      { Effect: 'Deny', Condition: { ArnNotEquals: { 'aws:PrincipalArn': writers.map(roleArn) } } },
    ]);
    const roles = line.all('AWS::IAM::Role').map(({ Properties }) => Properties.RoleName);
    expect(roles).toEqual(
      expect.arrayContaining(writers.map((name) => `EmergencyLine-${name}-ap-southeast-1`)),
    );
  });

  it('in words that fit a table’s policy', () => {
    expect(JSON.stringify(log.Properties.ResourcePolicy).length).toBeLessThan(20_480);
  });
});

it('a deploy role of the customer’s own takes the place of the CDK’s', () => {
  const deployRole = 'arn:aws:iam::111122223333:role/deployer';
  const other = synthesized(configOf({ deployment: { deployRole } })).line;
  const text = JSON.stringify(other.one('AWS::DynamoDB::Table', 'EventLog').Properties.ResourcePolicy);
  expect(text).toContain(`["${deployRole}"]`);
  expect(text).not.toContain('cfn-exec-role');
});

describe('what is made from the log', () => {
  it.each([
    ['EmergencyBoard', 'location', 'Delete', 1, false],
    ['AdminDirectory', 'adminId', 'Delete', 7, false],
    ['SubjectKeys', 'subject', 'RetainExceptOnCreate', 7, true],
    ['SendBudget', 'budget', 'Delete', 1, false],
  ])(
    '%s is encrypted, recoverable, and kept as long as it has to be',
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

  it('the directory is found by number', () => {
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

it('a key of strangers’ numbers says in its description which year’s it is, for its alias goes before it', () => {
  const described = line.all('AWS::KMS::Key').map(({ Properties }) => String(Properties.Description));
  const years = described.filter((text) => /^EmergencyLine: tags of strangers’ numbers in \d{4}$/.test(text));
  expect(new Set(years).size).toBe(2);
});
