import type { CfnResource } from 'aws-cdk-lib';
import { CfnIntegrationAssociation } from 'aws-cdk-lib/aws-connect';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { LAMBDA_NAMES, type LambdaName } from '../flows/index.ts';
import { type Flows, flows } from './connect-flows.ts';
import type { Deployment } from './deployment.ts';
import type { LineFunction } from './line-function.ts';

export type Lambdas = Record<LambdaName, LineFunction>;

/** The line in one Connect instance: permission to invoke the Lambdas, and the flows that invoke them. */
export const connectInstance = (
  here: Construct,
  line: Deployment,
  instanceArn: string,
  lambdas: Lambdas,
  numbers: ReadonlyMap<string, string>,
): Flows => {
  const associations = LAMBDA_NAMES.map((name) => {
    allowInvoke(new Construct(here, name), lambdas[name].lambda, instanceArn, line.names.account);
    return new CfnIntegrationAssociation(here, `${name}Association`, {
      // Despite its name, the property takes an ARN.
      instanceId: instanceArn,
      integrationType: 'LAMBDA_FUNCTION',
      integrationArn: lambdas[name].lambda.functionArn,
    });
  });
  const arns = Object.fromEntries(
    LAMBDA_NAMES.map((name) => [name, lambdas[name].lambda.functionArn]),
  ) as Record<LambdaName, string>;
  const created = flows(here, line, instanceArn, { lambdas: arns, numbers });
  inSequence([...associations, ...Object.values(created)]);
  return created;
};

/**
 * Connect adds such a permission itself when a Lambda is associated. The explicit one names the account, against the confused
 * deputy, and does not depend on how the association was created.
 */
export const allowInvoke = (
  here: Construct,
  lambda: LambdaFunction,
  sourceArn: string,
  sourceAccount: string,
) =>
  lambda.addPermission(here.node.path.replaceAll('/', ''), {
    scope: here,
    principal: new ServicePrincipal('connect.amazonaws.com'),
    action: 'lambda:InvokeFunction',
    sourceArn,
    sourceAccount,
  });

/** Connect accepts two changes a second, and a flow's Lambdas must be associated before it is published. */
const inSequence = (resources: CfnResource[]) => {
  resources.forEach((resource, index) => {
    const previous = resources[index - 1];
    if (previous) resource.addResourceDependency(previous);
  });
};
