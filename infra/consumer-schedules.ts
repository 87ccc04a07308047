import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { everyMinute } from './every-minute.ts';
import type { Consumer } from './stream-consumers.ts';

/**
 * Invokes both consumers once a minute to try their parked records again (projections/parked-records.ts), and `Project` once an
 * hour to compare every row with the log (projections/compare-rows.ts).
 */
export const consumerSchedules = (
  scope: Construct,
  { Project, Publish }: Record<'Project' | 'Publish', Consumer>,
  deadLetterQueue: Queue,
): void => {
  const retryParked = (id: string, { lambda, mapping }: Consumer) => {
    const event = RuleTargetInput.fromObject({ repair: `aws/lambda/${mapping.eventSourceMappingId}/` });
    everyMinute(new Construct(scope, id), lambda, deadLetterQueue, event);
  };
  retryParked('RowRebuild', Project);
  retryParked('ParkedPublishing', Publish);
  const compare = new LambdaFunction(Project.lambda, {
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
