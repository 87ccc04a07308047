import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import type { Bundles } from './line-functions.ts';
import type { PolicyContext } from './policies.ts';
import { OPERATOR_FUNCTIONS } from './resource-names.ts';

type Name = (typeof OPERATOR_FUNCTIONS)[number];
export type OperatorFunction = LineFunction & { url: string };

/** Covers the longest request with every AWS call at its slowest (test/infra/time-budget.int.test.ts). */
const SECONDS = 120;

/**
 * Creates the functions that write to the log for people, each behind a URL that only signed requests reach. Who signed one
 * is known from Lambda alone. No policy of the stack allows to invoke them in any other way, for a direct invocation could
 * make that up.
 */
export const operatorFunctions = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundles: Bundles,
  environment: Record<string, string>,
): Record<Name, OperatorFunction> => {
  const here = new Construct(scope, 'OperatorFunctions');
  const { names } = line;
  const sessions = { OPERATOR_SESSIONS: names.arn('sts', `assumed-role/${names.role('*')}/`, '') };
  const created = OPERATOR_FUNCTIONS.map((name) => {
    const made = lineFunction(here, name, line, context, {
      bundle: bundles[name],
      seconds: SECONDS,
      megabytes: 512,
      environment: { ...environment, ...sessions },
    });
    const { url } = made.lambda.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    return [name, { ...made, url }] as const;
  });
  return Object.fromEntries(created) as Record<Name, OperatorFunction>;
};
