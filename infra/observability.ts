import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarms } from './alarms.ts';
import { dashboard } from './dashboard.ts';
import { logMetrics } from './log-metrics.ts';
import type { Monitored } from './monitored.ts';
import type { Names } from './resource-names.ts';

/** The alarms, which notify the operators, and the dashboard. */
export const observability = (
  scope: Construct,
  names: Names,
  resources: Omit<Monitored, 'logs'>,
  topic: Topic,
): void => {
  const here = new Construct(scope, 'Observability');
  const monitored = {
    ...resources,
    logs: logMetrics(names, {
      ...resources.functions,
      ...resources.consumers,
      SignCheckpoint: resources.signer,
      ...resources.operatorFunctions,
    }),
  };
  const action = new SnsAction(topic);
  const all = Object.entries(alarms(monitored)).map(
    ([name, { metric, above, below, minutes = 1, description }]) => {
      const alarm = new Alarm(here, name, {
        alarmName: `${names.stack}-${name}`,
        alarmDescription: `${description} What to do: docs/runbook.md#${name}`,
        metric,
        ...(below === undefined ? over(above) : under(below)),
        evaluationPeriods: minutes,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    },
  );
  dashboard(here, names, monitored, all);
};

/** Missing data is no failure: there were no calls. */
const over = (threshold: number) => ({
  threshold,
  comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
});

/** Missing data is a failure of something that must happen regularly. */
const under = (threshold: number) => ({
  threshold,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
});
