import type { IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import {
  discarded,
  errors,
  iteratorAge,
  MINUTE,
  SECOND,
  SIX_HOURS,
  successes,
  sum,
  TEN_MINUTES,
  throttles,
} from './alarm-metrics.ts';
import type { LineFunction } from './line-function.ts';
import type { LogMetricName } from './log-metrics.ts';
import type { Consumer } from './stream-consumers.ts';

export type Monitored = {
  functions: Record<'OneTimePin' | 'VerifyPin' | 'CheckEmergency' | 'UpdateEmergency', LineFunction>;
  consumers: Record<'Project' | 'Publish', Consumer>;
  signer: LineFunction;
  operatorFunctions: Record<'Operate' | 'Erase', LineFunction>;
  logs: Record<LogMetricName, Metric>;
  events: Table;
  deadLetters: Queue;
};

/**
 * `above`: rings when the metric exceeds this in `minutes` consecutive minutes (or periods of the metric).
 * `below`: rings when the metric is lower or missing.
 */
export type Alarm = { metric: IMetric; minutes?: number; description: string } & (
  | { above: number; below?: never }
  | { below: number; above?: never }
);

/** Every alarm by its name; docs/runbook.md has an entry for each. */
export const alarms = (monitored: Monitored): Record<string, Alarm> => {
  const { functions, consumers, logs, signer, operatorFunctions, events, deadLetters } = monitored;
  const { Operate, Erase } = operatorFunctions;
  const { OneTimePin, VerifyPin, CheckEmergency, UpdateEmergency } = functions;
  const { Project, Publish } = consumers;
  return {
    tampering: {
      metric: logs.Tampering,
      above: 0,
      description: 'An event of the log was overwritten, deleted or forged.',
    },
    'number-mismatch': {
      metric: logs.NumberMismatches,
      above: 0,
      description: 'The directory of administrators contradicts the log: a forged row tried to get a PIN.',
    },
    'lookup-errors': {
      metric: errors(CheckEmergency),
      above: 0,
      description: 'Customers’ calls could not be answered from the board.',
    },
    'stale-answers': {
      metric: logs.StaleAnswers,
      above: 0,
      description: 'Customers hear the last known status: the board cannot be read.',
    },
    'slow-answers': {
      metric: CheckEmergency.lambda.metricDuration({ period: MINUTE, statistic: 'p99' }),
      above: 2 * SECOND,
      minutes: 5,
      description: 'Customers wait long for an answer; at 3 seconds the function times out.',
    },
    'pin-errors': {
      metric: sum({ issue: errors(OneTimePin), verify: errors(VerifyPin) }),
      above: 0,
      description: 'Administrators cannot authenticate: a PIN function fails.',
    },
    'sms-failures': { metric: logs.SmsFailures, above: 0, description: 'A PIN could not be texted.' },
    'update-errors': {
      metric: errors(UpdateEmergency),
      above: 0,
      description: 'An emergency could not be set or removed.',
    },
    'throttled-administrators': {
      metric: sum({
        waiting: logs.ThrottledAdministrators,
        issue: logs.BlockedAtIssue,
        verify: logs.BlockedAtVerify,
      }),
      above: 0,
      description: 'An administrator is throttled or blocked.',
    },
    'unknown-callers': {
      metric: logs.UnknownCallers.with({ period: TEN_MINUTES }),
      above: 2,
      description: 'Several calls from numbers that are not enrolled.',
    },
    'newer-version': {
      metric: logs.NewerVersions,
      above: 0,
      description: 'A function met an event of a newer version and refused to decide by older rules.',
    },
    'operate-failures': {
      metric: sum({
        operate: logs.OperateFailures,
        erase: logs.EraseFailures,
        operateErrors: errors(Operate),
        eraseErrors: errors(Erase),
      }),
      above: 0,
      description: 'An operator’s command could not be carried out.',
    },
    'unexplained-rows': {
      metric: logs.UnexplainedRows,
      above: 0,
      description: 'A row of the board or the directory is not what the log says.',
    },
    'rows-behind': {
      metric: logs.RowsBehind,
      above: 0,
      description: 'A row of the board or the directory missed an event, and was rebuilt from the log.',
    },
    'project-behind': {
      metric: iteratorAge(Project),
      above: 300 * SECOND,
      description: 'The board and the directory are minutes behind the log.',
    },
    'projection-lag': {
      metric: logs.ProjectionLag,
      above: 60 * SECOND,
      description: 'A change took more than a minute to reach the board.',
    },
    'project-failures': {
      metric: logs.ProjectFailures,
      above: 0,
      minutes: 3,
      description: 'The projector fails repeatedly.',
    },
    'project-parked': {
      metric: discarded(Project, logs.ProjectParked),
      above: 0,
      description: 'Records were not projected and are parked in the bucket of failed records.',
    },
    'rebuild-failures': {
      metric: logs.RebuildFailures,
      above: 0,
      description: 'A row cannot be compared with the log or rebuilt from it.',
    },
    'project-silent': {
      metric: logs.ProbesProcessed.with({ period: SIX_HOURS }),
      below: 1,
      minutes: 5,
      description: 'No probe reached the projector for thirty hours: changes may not reach the board.',
    },
    'probe-overdue': {
      metric: logs.ProbesAnswered.with({ period: SIX_HOURS }),
      below: 1,
      minutes: 5,
      description: 'No probe came through log, bus and CheckEmergency for thirty hours.',
    },
    'publish-behind': {
      metric: iteratorAge(Publish),
      above: 300 * SECOND,
      description: 'The bus is minutes behind the log.',
    },
    'publish-failures': {
      metric: logs.PublishFailures,
      above: 0,
      minutes: 3,
      description: 'Publishing to the bus fails repeatedly.',
    },
    'publish-parked': {
      metric: discarded(Publish, logs.PublishParked),
      above: 0,
      description: 'Records were not published and are parked in the bucket of failed records.',
    },
    'republish-failures': {
      metric: logs.RepublishFailures,
      above: 0,
      minutes: 5,
      description: 'Parked events cannot be published.',
    },
    'checkpoint-failures': {
      metric: successes(signer),
      below: 1,
      minutes: 5,
      description: 'The log is not being signed: new events could be changed without detection.',
    },
    'checkpoint-overdue': {
      metric: logs.Checkpoints.with({ period: SIX_HOURS }),
      below: 1,
      minutes: 5,
      description: 'No checkpoint for thirty hours; one is signed every day even if the log does not grow.',
    },
    'dead-letters': {
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: 'Maximum' }),
      above: 0,
      description: 'A notice or an alarm could not be delivered.',
    },
    'lambda-throttles': {
      metric: sum(
        Object.fromEntries(
          Object.entries({ ...functions, ...consumers, ...operatorFunctions }).map(([name, one]) => [
            name.toLowerCase(),
            throttles(one),
          ]),
        ),
      ),
      above: 0,
      description: 'The account’s concurrency is used up: calls fail.',
    },
    'log-throttles': {
      metric: events.metric('WriteThrottleEvents', { period: MINUTE, statistic: 'Sum' }),
      above: 0,
      description: 'DynamoDB throttles writes to the event log.',
    },
  };
};
