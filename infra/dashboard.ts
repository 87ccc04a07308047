import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { iteratorAge } from './alarm-metrics.ts';
import type { LineFunction } from './line-function.ts';
import type { Monitored } from './monitored.ts';
import type { Names } from './resource-names.ts';

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

const invocations = ({ name, lambda }: LineFunction) =>
  lambda.metricInvocations({ label: name, statistic: 'Sum' });
const errors = ({ name, lambda }: LineFunction) => lambda.metricErrors({ label: name, statistic: 'Sum' });
const invocationsAndErrors = (one: LineFunction) => [invocations(one), errors(one)];
const slowest = ({ name, lambda }: LineFunction) => lambda.metricDuration({ label: name, statistic: 'p99' });

/** Ordered from what callers notice at the top to its causes below. */
export const dashboard = (
  here: Construct,
  names: Names,
  { functions, consumers, signer, logs, events, deadLetters }: Monitored,
  alarms: Alarm[],
): void => {
  const answering = Object.values(functions);
  const reading = Object.values(consumers);
  new Dashboard(here, 'Dashboard', {
    dashboardName: names.dashboard,
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 })],
      [
        graph('Calls answered, errors', answering.map(invocations), answering.map(errors)),
        graph('Time to answer (p99, ms)', answering.map(slowest)),
        graph('Customers: stale answers', [logs.StaleAnswers]),
      ],
      [
        graph('PINs not sent, unknown callers', [logs.SmsFailures, logs.UnknownCallers]),
        graph('Administrators throttled or blocked', [
          logs.ThrottledAdministrators,
          logs.BlockedAtIssue,
          logs.BlockedAtVerify,
        ]),
        graph('Tampering', [logs.Tampering]),
      ],
      [
        graph('Log to board (ms)', [logs.ProjectionLag]),
        graph('Age of stream records (ms), failures', reading.map(iteratorAge), [
          logs.ProjectFailures,
          logs.PublishFailures,
        ]),
        graph(
          'Write units of the log; dead letters',
          [events.metricConsumedWriteCapacityUnits()],
          [deadLetters.metricApproximateNumberOfMessagesVisible()],
        ),
      ],
      [
        graph('Checkpoints; signing runs, errors', [logs.Checkpoints], invocationsAndErrors(signer)),
        graph('Probes processed, answered', [logs.ProbesProcessed, logs.ProbesAnswered]),
        graph('Rows behind, rows unexplained', [logs.RowsBehind, logs.UnexplainedRows]),
      ],
    ],
  });
};
