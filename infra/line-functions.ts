import { Construct } from 'constructs';
import { LAMBDA_NAMES, type LambdaName } from '../flows/index.ts';
import type { Deployment } from './deployment.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import type { PolicyContext } from './policies.ts';
import type { FunctionName } from './resource-names.ts';

/** The folder of each Lambda's bundle. */
export type Bundles = Record<FunctionName, string>;

/**
 * Timeouts. Each covers the longest path of its function with every client call at its slowest
 * (test/infra/time-budget.int.test.ts), and is below Connect's eight seconds per block: below half of them so that a retry
 * fits in, except where a text is sent. Cold starts are not included.
 */
const SECONDS: Record<LambdaName, number> = {
  OneTimePin: 7,
  VerifyPin: 4,
  UpdateEmergency: 4,
  CheckEmergency: 3,
};
/** Callers wait for cold starts, and CPU scales with memory. */
const MEGABYTES = 1024;

/** Creates the four Lambdas that flows invoke. */
export const lineFunctions = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundles: Bundles,
  environment: Record<string, string>,
): Record<LambdaName, LineFunction> => {
  const here = new Construct(scope, 'LineFunctions');
  const created = LAMBDA_NAMES.map((name) => [
    name,
    lineFunction(here, name, line, context, {
      bundle: bundles[name],
      seconds: SECONDS[name],
      megabytes: MEGABYTES,
      environment,
    }),
  ]);
  return Object.fromEntries(created);
};
