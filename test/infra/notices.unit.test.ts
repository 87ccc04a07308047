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
/** Those that tell people; the log is sealed by one that tells nobody. */
const rules = (): Resource[] =>
  line.all('AWS::Events::Rule').filter(({ Properties }) => !('ScheduleExpression' in Properties));
const targets = (rule: Resource) => rule.Properties.Targets as Target[];

describe('people are told', () => {
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
  ])('%s, in the sentence that was published', (id, pattern, to) => {
    expect(rule(id)).toStrictEqual({
      pattern: { source: [SOURCE], 'detail-type': [id], ...pattern, 'replay-name': [{ exists: false }] },
      to: expect.stringMatching(new RegExp(`^<Topics${to}`)),
      input: '$.detail.notice',
    });
  });

  it('of every break-glass act, whatever it was, the operators', () => {
    expect(rule('BreakGlassUsed')).toStrictEqual({
      pattern: {
        source: [SOURCE],
        detail: { data: { breakGlass: { principal: [{ exists: true }] } } },
        'replay-name': [{ exists: false }],
      },
      to: expect.stringMatching(/^<TopicsAlarms/),
      input: '$.detail.notice',
    });
  });

  it('by e-mail and SMS, those who asked for it', () => {
    const told = line
      .all('AWS::SNS::Subscription')
      .map(({ Properties }) => [Properties.Protocol, Properties.Endpoint]);
    expect(told.sort()).toStrictEqual([
      ['email', 'desk@example.com'],
      ['email', 'ops@example.com'],
      ['sms', '+6591110009'],
    ]);
  });

  it('by topics that are encrypted and take nothing but over TLS', () => {
    for (const { Properties } of line.all('AWS::SNS::Topic'))
      expect(line.text(Properties.KmsMasterKeyId)).toMatch(/^<KeysOperations/);
    for (const { Properties } of line.all('AWS::SNS::TopicPolicy'))
      expect(JSON.stringify(Properties)).toContain('{"Bool":{"aws:SecureTransport":"false"}}');
  });

  it('and who they are is no part of any name', () => {
    expect(Object.keys(line.template.Resources).join()).not.toMatch(/6591110009|example/);
  });
});

describe('what cannot be told', () => {
  it('is tried for a day by every rule, and then kept', () => {
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

  it('is kept by every subscription, too', () => {
    for (const { Properties } of line.all('AWS::SNS::Subscription'))
      expect(
        line.text((Properties.RedrivePolicy as { deadLetterTargetArn: unknown }).deadLetterTargetArn),
      ).toMatch(/^<DeadLettersQueue\w+\.Arn>$/);
  });

  it('in an encrypted queue that takes nothing but over TLS', () => {
    expect(line.one('AWS::SQS::Queue').Properties).toMatchObject({
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1_209_600,
    });
    expect(JSON.stringify(line.one('AWS::SQS::QueuePolicy'))).toContain(
      '{"Bool":{"aws:SecureTransport":"false"}}',
    );
  });
});
