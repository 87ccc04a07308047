import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Consumer } from './stream-consumers.ts';

const EVERY = Duration.minutes(1);

/**
 * Has `Project` rebuild, once a minute, the rows that failed records say are behind (projections/mend.ts). Nothing is
 * tried again, for the next minute does all that the last one left.
 */
export const rowRebuild = (scope: Construct, { lambda, mapping }: Consumer, deadLetterQueue: Queue): void => {
  const here = new Construct(scope, 'RowRebuild');
  lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: EVERY });
  const target = new LambdaFunction(lambda, {
    event: RuleTargetInput.fromObject({ mend: `aws/lambda/${mapping.eventSourceMappingId}/` }),
    deadLetterQueue,
    retryAttempts: 0,
    maxEventAge: EVERY,
  });
  new Rule(here, 'EveryMinute', { schedule: Schedule.rate(EVERY), targets: [target] });
};
