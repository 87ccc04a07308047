import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import { type PolicyContext, statementsOf } from './policies.ts';

/** As handlers/lambda/sign-checkpoint.ts counts on. */
const EVERY = Duration.minutes(1);
/** A look takes a second; one after a storm or an outage gives all that was missed its leaf (docs/scale.md says how fast). */
const SECONDS = 900;
const MEGABYTES = 512;

/**
 * What gives the log its checkpoints: one look a minute. Two looks at once are harmless (a conditional put, a
 * deterministic signature), so no concurrency is reserved: Lambda refuses that in accounts with a small quota. Nothing is
 * tried again, for the next look does all that the last one left; alarms tell when looks fail or stay away.
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
