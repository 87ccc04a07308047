import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { LineFunction } from './line-function.ts';
import type { LogMetricName } from './log-metrics.ts';
import type { Consumer } from './stream-consumers.ts';

export type Watched = {
  functions: Record<'OneTimePin' | 'VerifyPin' | 'CheckEmergency' | 'UpdateEmergency', LineFunction>;
  consumers: Record<'Project' | 'Publish', Consumer>;
  sealer: LineFunction;
  logs: Record<LogMetricName, Metric>;
  events: Table;
  deadLetters: Queue;
};

/**
 * `above`: it rings when the metric is higher than this, for `minutes` one after the other (or as many of the metric's
 * own periods). `below`: when it is lower, or says nothing at all.
 */
export type Alarm = { metric: IMetric; minutes?: number; says: string } & (
  | { above: number; below?: never }
  | { below: number; above?: never }
);

const MINUTE = Duration.minutes(1);
const TEN_MINUTES = Duration.minutes(10);
const SECOND = 1000;

const sum = (metrics: Record<string, IMetric>) =>
  new MathExpression({ expression: Object.keys(metrics).join(' + '), usingMetrics: metrics, period: MINUTE });

const errors = ({ lambda }: LineFunction) => lambda.metricErrors({ period: MINUTE, statistic: 'Sum' });
const throttles = ({ lambda }: LineFunction) => lambda.metricThrottles({ period: MINUTE, statistic: 'Sum' });

/** Looks that ended well. */
const done = (one: LineFunction) =>
  new MathExpression({
    expression: 'looks - failed',
    usingMetrics: {
      looks: one.lambda.metricInvocations({ period: MINUTE, statistic: 'Sum' }),
      failed: errors(one),
    },
    period: MINUTE,
  });

/** How old the records are that a reader gets, in milliseconds. */
export const iteratorAge = ({ lambda }: LineFunction) =>
  lambda.metric('IteratorAge', { period: MINUTE, statistic: 'Maximum' });

/** What its mapping counts; there because the mapping's metrics are switched on. */
const counted = ({ mapping }: Consumer, metricName: string) =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mapping.eventSourceMappingId },
    statistic: 'Sum',
    period: MINUTE,
  });

/** What is in the bucket of failed records, by Lambda or by the reader itself, or nowhere at all. */
const givenUp = (consumer: Consumer, parked: IMetric) =>
  sum({
    parked,
    kept: counted(consumer, 'OnFailureDestinationDeliveredEventCount'),
    lost: counted(consumer, 'DroppedEventCount'),
  });

/** Everything that wakes an operator. What to do then stands in docs/runbook.md under the same name. */
export const alarms = ({
  functions,
  consumers,
  logs,
  sealer,
  events,
  deadLetters,
}: Watched): Record<string, Alarm> => {
  const { OneTimePin, VerifyPin, CheckEmergency, UpdateEmergency } = functions;
  const { Project, Publish } = consumers;
  return {
    tampering: {
      metric: logs.Tampering,
      above: 0,
      says: 'An event of the log was overwritten, deleted or forged.',
    },
    'lookup-errors': {
      metric: errors(CheckEmergency),
      above: 0,
      says: 'Customers’ calls could not be answered from the board.',
    },
    'stale-answers': {
      metric: logs.StaleAnswers,
      above: 0,
      says: 'Customers hear the last known status: the board cannot be read.',
    },
    'slow-answers': {
      metric: CheckEmergency.lambda.metricDuration({ period: MINUTE, statistic: 'p99' }),
      above: 2 * SECOND,
      minutes: 5,
      says: 'Customers wait long for an answer; at 3 seconds they get none.',
    },
    'pin-errors': {
      metric: sum({ issue: errors(OneTimePin), verify: errors(VerifyPin) }),
      above: 0,
      says: 'Administrators cannot prove themselves: a PIN function fails.',
    },
    'sms-failures': { metric: logs.SmsFailures, above: 0, says: 'A PIN could not be texted.' },
    'update-errors': {
      metric: errors(UpdateEmergency),
      above: 0,
      says: 'An emergency could not be set or removed.',
    },
    'throttled-administrators': {
      metric: sum({
        waiting: logs.ThrottledAdministrators,
        issue: logs.BlockedAtIssue,
        verify: logs.BlockedAtVerify,
      }),
      above: 0,
      says: 'An administrator has to wait for a PIN, or is stopped.',
    },
    'unknown-callers': {
      metric: logs.UnknownCallers.with({ period: TEN_MINUTES }),
      above: 2,
      says: 'Several calls from numbers that are not listed.',
    },
    'project-behind': {
      metric: iteratorAge(Project),
      above: 300 * SECOND,
      says: 'The board and the directory are minutes behind the log.',
    },
    'projection-lag': {
      metric: logs.ProjectionLag,
      above: 60 * SECOND,
      says: 'A change took more than a minute to reach the board.',
    },
    'project-failures': {
      metric: logs.ProjectFailures,
      above: 0,
      minutes: 3,
      says: 'The projector fails again and again.',
    },
    'project-parked': {
      metric: givenUp(Project, logs.ProjectParked),
      above: 0,
      says: 'Records were not projected and are in the bucket of failed records.',
    },
    'rebuild-failures': {
      metric: logs.RebuildFailures,
      above: 0,
      minutes: 5,
      says: 'Rows that are known to be behind the log cannot be rebuilt.',
    },
    'publish-behind': {
      metric: iteratorAge(Publish),
      above: 300 * SECOND,
      says: 'The bus is minutes behind the log.',
    },
    'publish-failures': {
      metric: logs.PublishFailures,
      above: 0,
      minutes: 3,
      says: 'The bus does not take what is published.',
    },
    'publish-parked': {
      metric: givenUp(Publish, logs.PublishParked),
      above: 0,
      says: 'Records were not published and are in the bucket of failed records.',
    },
    'checkpoint-failures': {
      metric: done(sealer),
      below: 1,
      minutes: 5,
      says: 'The log is not signed: what happens now could be changed and nobody could prove it.',
    },
    'checkpoint-overdue': {
      metric: logs.Checkpoints.with({ period: Duration.hours(6) }),
      below: 1,
      minutes: 5,
      says: 'No checkpoint for thirty hours, where one a day is made even of a log that does not grow.',
    },
    'dead-letters': {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
      above: 0,
      says: 'A notice or an alarm could not be told to somebody.',
    },
    'lambda-throttles': {
      metric: sum(
        Object.fromEntries(
          Object.entries({ ...functions, ...consumers }).map(([name, one]) => [
            name.toLowerCase(),
            throttles(one),
          ]),
        ),
      ),
      above: 0,
      says: 'The account’s concurrency is used up: calls fail.',
    },
    'log-throttles': {
      metric: events.metric('WriteThrottleEvents', { period: MINUTE, statistic: 'Sum' }),
      above: 0,
      says: 'The event log refuses writes for their number.',
    },
  };
};
