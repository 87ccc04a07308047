import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import { type PolicyContext, statementsOf } from './policies.ts';

/** handlers/lambda/sign-checkpoint.ts relies on this interval. */
const EVERY = Duration.minutes(1);
/** A run takes a second; after a storm or an outage it appends all missing leaves (docs/scale.md has the rate). */
const SECONDS = 900;
const MEGABYTES = 512;

/**
 * Signs checkpoints of the log: one run a minute. Concurrent runs are harmless (a conditional put, a deterministic
 * signature), so no concurrency is reserved: Lambda refuses that in accounts with a small quota. Runs are not retried, because
 * the next run catches up; alarms ring when runs fail or do not happen.
 */
export const checkpointSigning = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundle: string,
  environment: Record<string, string>,
  deadLetterQueue: Queue,
): LineFunction => {
  const here = new Construct(scope, 'Signing');
  const made = lineFunction(here, 'SignCheckpoint', line, context, {
    bundle,
    seconds: SECONDS,
    megabytes: MEGABYTES,
    environment,
    statements: statementsOf(grantsOf(line.config).SignCheckpoint, context),
  });
  made.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: EVERY });
  const target = new LambdaFunction(made.lambda, { deadLetterQueue, retryAttempts: 0, maxEventAge: EVERY });
  new Rule(here, 'EveryMinute', { schedule: Schedule.rate(EVERY), targets: [target] });
  return made;
};
