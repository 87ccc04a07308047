import { Duration } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';
import { logGroup } from './log-group.ts';
import { type PolicyContext, statementsOf } from './policies.ts';
import type { FunctionName, Names } from './resource-names.ts';
import { roleWithPolicy } from './role.ts';

/** `permissions`: the policy that the function needs to exist first. */
export type LineFunction = {
  name: FunctionName;
  lambda: LambdaFunction;
  logs: LogGroup;
  permissions: Construct;
};

export type FunctionSettings = {
  /** The folder of its bundle. */
  bundle: string;
  seconds: number;
  megabytes: number;
  environment: Record<string, string>;
  /** Beyond its grants. */
  statements?: PolicyStatement[];
};

/** Creates a Lambda with its own role, log group, and a policy with its grants. */
export const lineFunction = (
  scope: Construct,
  name: FunctionName,
  { config, names }: Deployment,
  context: PolicyContext,
  { bundle, seconds, megabytes, environment, statements = [] }: FunctionSettings,
): LineFunction => {
  const here = new Construct(scope, name);
  const logs = logGroup(here, config, names.logGroup(name), context.keys.operations);
  const { role, policy } = roleWithPolicy(here, names, name, new ServicePrincipal('lambda.amazonaws.com'), [
    ...statementsOf(grantsOf(config)[name], context),
    ...statements,
    ...serviceStatements(names, name),
  ]);
  const lambda = new LambdaFunction(here, 'Function', {
    functionName: names.function(name),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    code: Code.fromAsset(bundle),
    timeout: Duration.seconds(seconds),
    memorySize: megabytes,
    role: role.withoutPolicyUpdates(),
    logGroup: logs,
    tracing: Tracing.ACTIVE,
    environment,
  });
  // With an immutable role the construct does not depend on the policy.
  lambda.node.addDependency(policy);
  return { name, lambda, logs, permissions: policy };
};

/** Permissions the Lambda service needs in every function's role. */
const serviceStatements = (names: Names, name: FunctionName) => [
  new PolicyStatement({
    sid: 'WritesItsOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [names.arn('logs', `log-group:${names.logGroup(name)}:*`)],
  }),
  new PolicyStatement({
    sid: 'SendsTraces',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    // These actions support no resource.
    resources: ['*'],
  }),
];
