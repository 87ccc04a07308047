import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { iteratorAge, type Watched } from './alarms.ts';
import type { LineFunction } from './line-function.ts';
import type { Names } from './resource-names.ts';

const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
  new GraphWidget({ title, left, right, width: 8, height: 6 });

const invocations = ({ name, lambda }: LineFunction) =>
  lambda.metricInvocations({ label: name, statistic: 'Sum' });
const errors = ({ name, lambda }: LineFunction) => lambda.metricErrors({ label: name, statistic: 'Sum' });
const looks = (one: LineFunction) => [invocations(one), errors(one)];
const slowest = ({ name, lambda }: LineFunction) => lambda.metricDuration({ label: name, statistic: 'p99' });

/** From what callers notice at the top to what lies beneath it. */
export const dashboard = (
  here: Construct,
  names: Names,
  { functions, consumers, sealer, logs, events, deadLetters }: Watched,
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
        graph('PINs not sent, callers not listed', [logs.SmsFailures, logs.UnknownCallers]),
        graph('Administrators who wait or are stopped', [
          logs.ThrottledAdministrators,
          logs.BlockedAtIssue,
          logs.BlockedAtVerify,
        ]),
        graph('Tampering', [logs.Tampering]),
      ],
      [
        graph('Log to board (ms)', [logs.ProjectionLag]),
        graph('Age of what is read (ms)', reading.map(iteratorAge), [
          logs.ProjectFailures,
          logs.PublishFailures,
        ]),
        graph(
          'Written to the log; left undelivered',
          [events.metricConsumedWriteCapacityUnits()],
          [deadLetters.metricApproximateNumberOfMessagesVisible()],
        ),
      ],
      [graph('Checkpoints of the log; looks, errors', [logs.Checkpoints], looks(sealer))],
    ],
  });
};
