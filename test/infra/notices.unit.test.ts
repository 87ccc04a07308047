import { beforeAll, describe, expect, it } from 'vitest';
import { SOURCE } from '../../domain/emergency/published.ts';
import { configOf } from '../kit/configs.ts';
import { type Resource, type Synthesized, synthesized } from '../kit/synthesized.ts';

const deployment = {
  notify: { emails: ['desk@example.com'], phones: ['+6591110009'] },
  alarms: { emails: ['ops@example.com'] },
};
type Target = {
  Arn: unknown;
  RoleArn: unknown;
  DeadLetterConfig?: { Arn: unknown };
  RetryPolicy?: object;
  InputPath: string;
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized(configOf({ deployment })).line;
});
/** The rules that notify people; those with a schedule, and that of the probe, do not. */
const rules = (): Resource[] =>
  line
    .all('AWS::Events::Rule')
    .filter(({ Properties }) => !/"ScheduleExpression"|DrillHeld/.test(JSON.stringify(Properties)));
const targets = (rule: Resource) => rule.Properties.Targets as Target[];

describe('people are notified', () => {
  const rule = (id: string) => {
    const { Properties } = line.one('AWS::Events::Rule', `Notices${id}`);
    const [target] = Properties.Targets as Target[];
    return { pattern: Properties.EventPattern, to: line.text(target?.Arn), input: target?.InputPath };
  };

  it.each([
    ['EmergencySet', {}, 'Notices'],
    ['EmergencyRemoved', {}, 'Notices'],
    [
      'BreakGlassRefused',
      { 'detail-type': ['EmergencyChangeRefused'], detail: { actor: [{ prefix: 'operator/' }] } },
      'Notices',
    ],
    ['TamperDetected', { 'detail-type': ['TamperDetected'] }, 'Notices'],
    ['TamperAlarm', { 'detail-type': ['TamperDetected'] }, 'Alarms'],
  ])('of %s, in the published sentence', (id, pattern, to) => {
    expect(rule(id)).toStrictEqual({
      pattern: {
        source: [SOURCE],
        'detail-type': [id],
        ...pattern,
        detail: { ...('detail' in pattern ? pattern.detail : {}), replay: [{ exists: false }] },
        'replay-name': [{ exists: false }],
      },
      to: expect.stringMatching(new RegExp(`^<Topics${to}`)),
      input: '$.detail.notice',
    });
  });

  it('of every use of break-glass, as operators', () => {
    expect(rule('BreakGlassUsed')).toStrictEqual({
      pattern: {
        source: [SOURCE],
        detail: { data: { breakGlass: { principal: [{ exists: true }] } }, replay: [{ exists: false }] },
        'replay-name': [{ exists: false }],
      },
      to: expect.stringMatching(/^<TopicsAlarms/),
      input: '$.detail.notice',
    });
  });

  it('by e-mail and SMS, as configured', () => {
    const subscriptions = line
      .all('AWS::SNS::Subscription')
      .map(({ Properties }) => [Properties.Protocol, Properties.Endpoint]);
    expect(subscriptions.sort()).toStrictEqual([
      ['email', 'desk@example.com'],
      ['email', 'ops@example.com'],
      ['sms', '+6591110009'],
    ]);
  });

  it('by encrypted topics that require TLS', () => {
    for (const { Properties } of line.all('AWS::SNS::Topic'))
      expect(line.text(Properties.KmsMasterKeyId)).toMatch(/^<KeysOperations/);
    for (const { Properties } of line.all('AWS::SNS::TopicPolicy'))
      expect(JSON.stringify(Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('without their addresses in any logical id', () => {
    expect(Object.keys(line.template.Resources).join()).not.toMatch(/6591110009|example/);
  });
});

describe('an undelivered notice', () => {
  it('is retried for a day by every rule, and then becomes a dead letter', () => {
    expect(rules()).toHaveLength(10);
    for (const target of rules().flatMap(targets)) {
      expect(line.text(target.DeadLetterConfig?.Arn)).toMatch(/^<DeadLettersQueue\w+\.Arn>$/);
      expect(target.RetryPolicy).toStrictEqual({
        MaximumRetryAttempts: 185,
        MaximumEventAgeInSeconds: 86_400,
      });
      expect(line.text(target.RoleArn)).toMatch(/^<AlertPublisherRole\w+\.Arn>$/);
    }
  });

  it('becomes a dead letter of every subscription, too', () => {
    for (const { Properties } of line.all('AWS::SNS::Subscription'))
      expect(
        line.text((Properties.RedrivePolicy as { deadLetterTargetArn: unknown }).deadLetterTargetArn),
      ).toMatch(/^<DeadLettersQueue\w+\.Arn>$/);
  });

  it('is stored in an encrypted queue that requires TLS', () => {
    expect(line.one('AWS::SQS::Queue').Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    expect(JSON.stringify(line.one('AWS::SQS::QueuePolicy'))).toContain(
      '{"Bool":{"aws:SecureTransport":"false"}}',
    );
  });
});
