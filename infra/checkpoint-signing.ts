import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { everyMinute } from './every-minute.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import type { PolicyContext } from './policies.ts';

/** A run takes a second; after a storm or an outage it appends all missing leaves (docs/scale.md has the rate). */
const SECONDS = 900;

/**
 * Signs checkpoints of the log: one run a minute. Concurrent runs are harmless (a conditional put, a deterministic
 * signature), so no concurrency is reserved: Lambda refuses that in accounts with a small quota. Alarms ring when runs fail
 * or do not happen.
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
  const settings = { bundle, seconds: SECONDS, megabytes: 512, environment };
  const signer = lineFunction(here, 'SignCheckpoint', line, context, settings);
  everyMinute(here, signer.lambda, deadLetterQueue);
  return signer;
};
