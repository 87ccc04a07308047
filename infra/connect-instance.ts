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

/** The line in one Connect instance: the Lambdas it may call, and the flows that call them. */
export const connectInstance = (
  here: Construct,
  line: Deployment,
  instanceArn: string,
  lambdas: Lambdas,
  claimed: ReadonlyMap<string, string>,
): Flows => {
  const associations = LAMBDA_NAMES.map((name) => {
    mayCall(new Construct(here, name), lambdas[name].lambda, instanceArn, line.names.place.account);
    return new CfnIntegrationAssociation(here, `${name}Association`, {
      // The property is called an id and takes the ARN.
      instanceId: instanceArn,
      integrationType: 'LAMBDA_FUNCTION',
      integrationArn: lambdas[name].lambda.functionArn,
    });
  });
  const lambdaArns = Object.fromEntries(
    LAMBDA_NAMES.map((name) => [name, lambdas[name].lambda.functionArn]),
  ) as Record<LambdaName, string>;
  const made = flows(here, line, instanceArn, { lambdaArns, claimed });
  oneByOne([...associations, ...Object.values(made)]);
  return made;
};

/**
 * Connect adds such a permission itself when a Lambda is associated. It is written out because it is then in the
 * template, with the account, and is there however the association came about (the confused deputy).
 */
export const mayCall = (here: Construct, lambda: LambdaFunction, sourceArn: string, sourceAccount: string) =>
  lambda.addPermission(here.node.path.replaceAll('/', ''), {
    scope: here,
    principal: new ServicePrincipal('connect.amazonaws.com'),
    action: 'lambda:InvokeFunction',
    sourceArn,
    sourceAccount,
  });

/** Connect takes two changes a second, and a flow's Lambdas have to be associated before it is published. */
const oneByOne = (resources: CfnResource[]) => {
  resources.forEach((resource, index) => {
    const before = resources[index - 1];
    if (before) resource.addResourceDependency(before);
  });
};
