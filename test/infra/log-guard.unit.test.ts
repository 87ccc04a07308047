import { beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

let line: Synthesized;
beforeAll(() => {
  line = synthesized().line;
});

describe('log-guard reports', () => {
  const rule = (id: string) => line.one('AWS::Events::Rule', `LogGuard${id}`).Properties;

  it('calls that could destroy the table, from the default bus', () => {
    expect(rule('Table')).not.toHaveProperty('EventBusName');
    expect(rule('Table').EventPattern).toStrictEqual({
      source: ['aws.dynamodb'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventName: [
          'DeleteTable',
          'UpdateTable',
          'UpdateTimeToLive',
          'UpdateContinuousBackups',
          'PutResourcePolicy',
          'DeleteResourcePolicy',
          'DisableKinesisStreamingDestination',
        ],
        requestParameters: {
          $or: [
            {
              tableName: [
                'EmergencyLine-Events',
                'arn:aws:dynamodb:ap-southeast-1:111122223333:table/EmergencyLine-Events',
              ],
            },
            { resourceArn: ['arn:aws:dynamodb:ap-southeast-1:111122223333:table/EmergencyLine-Events'] },
          ],
        },
      },
    });
  });

  it('calls that disable one of the log’s keys', () => {
    const text = JSON.stringify(rule('Keys').EventPattern);
    for (const what of [
      'ScheduleKeyDeletion',
      'DisableKey',
      'RevokeGrant',
      'RetireGrant',
      'DeleteAlias',
      'KeysLog',
      'KeysPeople',
      'KeysSubject',
      'KeysCheckpoint',
    ])
      expect(text).toContain(what);
  });

  it('keys named in the request or among the event’s resources', () => {
    const { detail } = rule('Keys').EventPattern as { detail: Record<string, object[]> };
    expect(detail.$or?.map((alternative) => Object.keys(alternative))).toStrictEqual([
      ['requestParameters'],
      ['resources'],
    ]);
  });

  it('calls that weaken the bucket of checkpoints', () => {
    expect(rule('Checkpoints').EventPattern).toMatchObject({
      source: ['aws.s3'],
      detail: {
        eventName: [
          'DeleteBucket',
          'PutBucketPolicy',
          'DeleteBucketPolicy',
          'PutBucketObjectLockConfiguration',
          'PutBucketVersioning',
          'PutBucketLifecycle',
        ],
        requestParameters: { bucketName: [{ Ref: expect.stringMatching(/^CheckpointsBucket/) }] },
      },
    });
  });

  it('signatures by principals other than SignCheckpoint', () => {
    expect(rule('Signing')).toMatchObject({
      // Only rules in this state get read-only calls.
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      EventPattern: {
        source: ['aws.kms'],
        detail: {
          eventName: ['Sign'],
          userIdentity: {
            arn: [
              {
                'anything-but': {
                  prefix:
                    'arn:aws:sts::111122223333:assumed-role/EmergencyLine-SignCheckpoint-ap-southeast-1/',
                },
              },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(rule('Signing').EventPattern)).toContain('KeysCheckpoint');
  });

  it('to the operators only', () => {
    for (const id of ['Table', 'Keys', 'Checkpoints', 'Signing'])
      expect((rule(id).Targets as { Arn: unknown }[]).map(({ Arn }) => line.text(Arn))).toStrictEqual([
        expect.stringMatching(/^<TopicsAlarms/),
      ]);
  });
});

describe('the trail that feeds these rules', () => {
  it('is created if configured, and records all management events, including reads and KMS', () => {
    const own = synthesized(configOf({ deployment: { trail: true } })).line;
    const { Properties } = own.one('AWS::CloudTrail::Trail');
    expect(Properties).toMatchObject({
      IsLogging: true,
      TrailName: 'EmergencyLine',
      EventSelectors: [{ IncludeManagementEvents: true, ReadWriteType: 'All' }],
      EnableLogFileValidation: true,
    });
    expect(JSON.stringify(Properties)).not.toContain('ExcludeManagementEventSources');
  });

  it('is not created otherwise', () => {
    expect(line.all('AWS::CloudTrail::Trail')).toStrictEqual([]);
  });
});
