import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Consumer } from './stream-consumers.ts';

const EVERY = Duration.minutes(1);

/**
 * Invokes `Project` once a minute to rebuild the rows that parked records left behind (projections/repair-rows.ts). Invocations are
 * not retried, because the next one catches up.
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
