import { Construct } from 'constructs';
import { LAMBDA_NAMES, type LambdaName } from '../flows/index.ts';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import { type PolicyContext, statementsOf } from './policies.ts';
import type { FunctionName } from './resource-names.ts';

/** Where each Lambda's bundle is. */
export type Bundles = Record<FunctionName, string>;

/**
 * Each holds the longest path of its function with every client call at its slowest (test/infra/time-budget.int.test.ts),
 * and is less than the eight seconds that Connect gives a block: half of them where a second try is to fit in, which it
 * cannot where a text is sent. Starting up is not counted.
 */
const SECONDS: Record<LambdaName, number> = {
  OneTimePin: 7,
  VerifyPin: 4,
  UpdateEmergency: 4,
  CheckEmergency: 3,
};
/** A caller waits for a cold start, and memory buys processor. */
const MEGABYTES = 1024;

/** The four Lambdas that flows call. */
export const lineFunctions = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundles: Bundles,
  environment: Record<string, string>,
): Record<LambdaName, LineFunction> => {
  const here = new Construct(scope, 'LineFunctions');
  const grants = grantsOf(line.config);
  const made = LAMBDA_NAMES.map((name) => [
    name,
    lineFunction(here, name, line, context, {
      bundle: bundles[name],
      seconds: SECONDS[name],
      megabytes: MEGABYTES,
      environment,
      statements: statementsOf(grants[name], context),
    }),
  ]);
  return Object.fromEntries(made);
};
