import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LAMBDA_NAMES } from '../../flows/names.ts';
import { CONSUMERS } from '../../projections/consumers.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

type Alarm = {
  AlarmName: string;
  AlarmDescription: string;
  Threshold: number;
  EvaluationPeriods: number;
  AlarmActions: unknown[];
  OKActions: unknown[];
};

let line: Synthesized;
beforeAll(() => {
  line = synthesized().line;
});
const alarms = () => line.all('AWS::CloudWatch::Alarm').map(({ Properties }) => Properties as Alarm);
const alarm = (name: string): Alarm => {
  const found = alarms().find(({ AlarmName }) => AlarmName === `EmergencyLine-${name}`);
  if (!found) throw new Error(`there is no alarm ${name}`);
  return found;
};
const names = () => alarms().map(({ AlarmName }) => AlarmName.replace('EmergencyLine-', ''));
const filter = (name: string) =>
  line
    .all('AWS::Logs::MetricFilter')
    .find(({ Properties }) => JSON.stringify(Properties).includes(`"MetricName":"${name}"`));

describe('an alarm rings:', () => {
  it.each([
    ['tampering', 'Tampering', 0],
    ['lookup-errors', 'CheckEmergencyFunction', 0],
    ['stale-answers', 'StaleAnswers', 0],
    ['slow-answers', 'CheckEmergencyFunction', 2_000],
    ['pin-errors', 'VerifyPinFunction', 0],
    ['pin-errors', 'OneTimePinFunction', 0],
    ['sms-failures', 'SmsFailures', 0],
    ['update-errors', 'UpdateEmergencyFunction', 0],
    ['throttled-administrators', 'ThrottledAdministrators', 0],
    ['number-mismatch', 'NumberMismatches', 0],
    ['unknown-callers', 'UnknownCallers', 2],
    ['project-behind', 'IteratorAge', 300_000],
    ['publish-behind', 'IteratorAge', 300_000],
    ['projection-lag', 'ProjectionLag', 60_000],
    ['project-failures', 'ProjectFailures', 0],
    ['publish-failures', 'PublishFailures', 0],
    ['project-parked', 'OnFailureDestinationDeliveredEventCount', 0],
    ['project-parked', 'ProjectParked', 0],
    ['publish-parked', 'PublishParked', 0],
    ['rebuild-failures', 'RebuildFailures', 0],
    ['rows-behind', 'RowsBehind', 0],
    ['unexplained-rows', 'UnexplainedRows', 0],
    ['republish-failures', 'RepublishFailures', 0],
    ['newer-version', 'NewerVersions', 0],
    ['publish-parked', 'DroppedEventCount', 0],
    ['dead-letters', 'ApproximateNumberOfMessagesVisible', 0],
    ['lambda-throttles', 'Throttles', 0],
    ['log-throttles', 'WriteThrottleEvents', 0],
  ])('%s, when %s is above %d', (name, of, threshold) => {
    expect(JSON.stringify(alarm(name))).toContain(of);
    expect(alarm(name)).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: threshold,
      // Without calls there is no data.
      TreatMissingData: 'notBreaching',
    });
  });

  it.each([
    ['checkpoint-failures', 'SignCheckpointFunction', 60],
    ['checkpoint-overdue', 'Checkpoints', 6 * 3_600],
    ['project-silent', 'ProbesProcessed', 6 * 3_600],
    ['probe-overdue', 'ProbesAnswered', 6 * 3_600],
  ])('%s, when %s has no data for five periods of %d seconds', (name, of, seconds) => {
    expect(JSON.stringify(alarm(name))).toContain(of);
    expect(JSON.stringify(alarm(name))).toContain(`"Period":${seconds}`);
    expect(alarm(name)).toMatchObject({
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 5,
      TreatMissingData: 'breaching',
    });
  });

  it('within five minutes, or five of its own periods', () => {
    for (const { EvaluationPeriods } of alarms()) expect(EvaluationPeriods).toBeLessThanOrEqual(5);
  });

  it('to the operators, and notifies them when it is over', () => {
    for (const { AlarmActions, OKActions } of alarms())
      for (const actions of [AlarmActions, OKActions])
        expect(actions.map((action) => line.text(action))).toStrictEqual([
          expect.stringMatching(/^<TopicsAlarms/),
        ]);
  });

  it('through a topic and a key that CloudWatch can use', () => {
    const [policy] = line
      .all('AWS::SNS::TopicPolicy')
      .filter(({ Properties }) => JSON.stringify(Properties.Topics).includes('Alarms'));
    expect(JSON.stringify(policy)).toContain('"cloudwatch.amazonaws.com"');
    expect(JSON.stringify(line.one('AWS::KMS::Key', 'KeysOperations'))).toContain(
      '"cloudwatch.amazonaws.com"',
    );
  });
});

describe('the log metric', () => {
  it.each([
    ['SmsFailures', 'OneTimePin', '{ $.message = "request completed" && $.status = "SEND_FAILED" }'],
    ['ThrottledAdministrators', 'OneTimePin', '{ $.message = "request completed" && $.status = "WAIT" }'],
    ['UnknownCallers', 'OneTimePin', '{ $.message = "request completed" && $.status = "NOT_LISTED" }'],
    ['NumberMismatches', 'OneTimePin', '{ $.message = "NUMBER MISMATCH*" }'],
    ['BlockedAtVerify', 'VerifyPin', '{ $.message = "request completed" && $.status = "LOCKED" }'],
    ['StaleAnswers', 'CheckEmergency', '{ $.message = "STALE*" }'],
    ['Tampering', 'Project', '{ $.message = "TAMPER*" }'],
    ['ProjectionLag', 'Project', '{ $.message = "projected" }'],
    ['Checkpoints', 'SignCheckpoint', '{ $.message = "checkpoint signed and anchored" }'],
    ['PublishFailures', 'Publish', '{ $.message = "failed to process stream records" }'],
  ])('%s filters the log of %s', (name, of, pattern) => {
    expect(filter(name)?.Properties.FilterPattern).toBe(pattern);
    expect(line.text(filter(name)?.Properties.LogGroupName)).toContain(`${of}Logs`);
  });

  it.each(LAMBDA_NAMES)('NewerVersions filters the log of %s, too', (name) => {
    const filters = line
      .all('AWS::Logs::MetricFilter')
      .filter(({ Properties }) => JSON.stringify(Properties).includes('"MetricName":"NewerVersions"'));
    const logs = filters.map(({ Properties }) => line.text(Properties.LogGroupName));
    expect(logs.filter((text) => text.includes(`${name}Logs`))).toHaveLength(1);
  });

  it('ProjectionLag has the milliseconds that the projector logged', () => {
    expect(filter('ProjectionLag')?.Properties.MetricTransformations).toMatchObject([
      { MetricValue: '$.milliseconds' },
    ]);
  });
});

describe('the runbook', () => {
  const runbook = readFileSync('docs/runbook.md', 'utf8');
  const entries = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, name]) => name);

  it('has one entry for every alarm, and for the notices of CloudTrail and the bus', () => {
    expect([...entries].sort()).toStrictEqual([...names(), 'log-guard', 'break-glass'].sort());
  });

  it('is linked in the description of every alarm', () => {
    for (const name of names()) expect(alarm(name).AlarmDescription).toContain(`docs/runbook.md#${name}`);
  });

  it.each(entries)('has the parts Means, Look and Do for %s', (name) => {
    const [, text = ''] = runbook.split(`## ${name}\n`);
    const [entry = ''] = text.split('\n## ');
    for (const part of ['**Means**', '**Look**', '**Do**']) expect(entry).toContain(part);
  });

  it('names the consumers', () => {
    for (const name of Object.keys(CONSUMERS)) expect(runbook).toContain(name);
  });
});

it('the dashboard shows every alarm and its metrics', () => {
  const { DashboardBody, DashboardName } = line.one('AWS::CloudWatch::Dashboard').Properties;
  expect(DashboardName).toBe('EmergencyLine-ap-southeast-1');
  const { widgets } = JSON.parse(line.text(DashboardBody)) as {
    widgets: { type: string; properties: { title: string; alarms?: string[] } }[];
  };
  expect(widgets[0]).toMatchObject({ type: 'alarm' });
  expect(widgets[0]?.properties.alarms).toHaveLength(names().length);
  expect(widgets.slice(1).map(({ properties }) => properties.title)).toStrictEqual([
    'Calls answered, errors',
    'Time to answer (p99, ms)',
    'Customers: stale answers',
    'PINs not sent, unknown callers',
    'Administrators throttled or blocked',
    'Tampering',
    'Log to board (ms)',
    'Age of stream records (ms), failures',
    'Write units of the log; dead letters',
    'Checkpoints; signing runs, errors',
    'Probes processed, answered',
    'Rows behind, rows unexplained',
  ]);
});
