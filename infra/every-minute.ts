import { Duration } from 'aws-cdk-lib';
import { Rule, type RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** handlers/lambda/sign-checkpoint.ts relies on this interval. */
const MINUTE = Duration.minutes(1);

/** Invokes a function once a minute. Invocations are not retried, because the next one catches up. */
export const everyMinute = (
  here: Construct,
  lambda: Lambda,
  deadLetterQueue: Queue,
  event?: RuleTargetInput,
): void => {
  lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: MINUTE });
  const target = new LambdaFunction(lambda, {
    ...(event === undefined ? {} : { event }),
    deadLetterQueue,
    retryAttempts: 0,
    maxEventAge: MINUTE,
  });
  new Rule(here, 'EveryMinute', { schedule: Schedule.rate(MINUTE), targets: [target] });
};
