import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarms, type Watched } from './alarms.ts';
import { dashboard } from './dashboard.ts';
import { logMetrics } from './log-metrics.ts';
import type { Names } from './resource-names.ts';

/** Alarms that ring at the operators', and a dashboard to look at when they do. */
export const observability = (
  scope: Construct,
  names: Names,
  made: Omit<Watched, 'logs'>,
  topic: Topic,
): void => {
  const here = new Construct(scope, 'Observability');
  const watched = {
    ...made,
    logs: logMetrics(names, { ...made.functions, ...made.consumers, SignCheckpoint: made.sealer }),
  };
  const action = new SnsAction(topic);
  const all = Object.entries(alarms(watched)).map(([name, { metric, above, below, minutes = 1, says }]) => {
    const alarm = new Alarm(here, name, {
      alarmName: `${names.stack}-${name}`,
      alarmDescription: `${says} What to do: docs/runbook.md#${name}`,
      metric,
      ...(below === undefined ? over(above) : under(below)),
      evaluationPeriods: minutes,
    });
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
    return alarm;
  });
  dashboard(here, names, watched, all);
};

/** A line that nobody calls is quiet, not broken. */
const over = (threshold: number) => ({
  threshold,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});

/** What has to happen and is not heard of does not happen. */
const under = (threshold: number) => ({
  threshold,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
});
