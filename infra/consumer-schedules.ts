import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { everyMinute } from './every-minute.ts';
import type { Consumer } from './stream-consumers.ts';

/** The directory costs a KMS request for each administrator; callers hear the board. */
const COMPARISONS = [
  { id: 'BoardComparison', every: 'EveryTenMinutes', interval: Duration.minutes(10), of: 'board' },
  { id: 'RowComparison', every: 'EveryHour', interval: Duration.hours(1), of: 'directory' },
] as const;

/**
 * Invokes both consumers once a minute to try their parked records again (projections/parked-records.ts), and `Project` regularly
 * to compare every row with the log and to rebuild those that differ (projections/correct-rows.ts).
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
  for (const { id, every, interval, of } of COMPARISONS) {
    const compare = new LambdaFunction(Project.lambda, {
      event: RuleTargetInput.fromObject({ compare: of }),
      deadLetterQueue,
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
    new Rule(new Construct(scope, id), every, { schedule: Schedule.rate(interval), targets: [compare] });
  }
};
