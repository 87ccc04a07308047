import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { everyMinute } from './every-minute.ts';
import type { Consumer } from './stream-consumers.ts';

/**
 * Invokes `Project` once a minute to rebuild the rows that failed records left behind (projections/repair-rows.ts), and once an
 * hour to compare every row with the log (projections/compare-rows.ts).
 */
export const rowSchedules = (
  scope: Construct,
  { lambda, mapping }: Consumer,
  deadLetterQueue: Queue,
): void => {
  const event = RuleTargetInput.fromObject({ repair: `aws/lambda/${mapping.eventSourceMappingId}/` });
  everyMinute(new Construct(scope, 'RowRebuild'), lambda, deadLetterQueue, event);
  const compare = new LambdaFunction(lambda, {
    event: RuleTargetInput.fromObject({ compare: 'rows' }),
    deadLetterQueue,
    retryAttempts: 0,
    maxEventAge: Duration.minutes(1),
  });
  new Rule(new Construct(scope, 'RowComparison'), 'EveryHour', {
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [compare],
  });
};
