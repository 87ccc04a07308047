import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Config } from '../domain/config/config.ts';
import { instancesOf } from '../domain/config/instances.ts';
import { numbersOf } from '../domain/config/numbers.ts';
import { LAMBDA_NAMES } from '../flows/index.ts';
import { allowInvoke, connectInstance, type Lambdas } from './connect-instance.ts';
import { associate, associationOf, connectNumbers } from './connect-numbers.ts';
import type { Deployment } from './deployment.ts';
import { lineFunction } from './line-function.ts';
import type { PolicyContext } from './policies.ts';

/** The line in Amazon Connect: each instance's flows, and the numbers associated with them. */
export const connectLine = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  lambdas: Lambdas,
  associatePhoneNumberBundle: string,
): void => {
  const here = new Construct(scope, 'Connect');
  const { config, names } = line;
  const numbers = connectNumbers(here, line);
  const claimed = new Map(
    numbers.flatMap(({ number, address }) => (address === undefined ? [] : [[number, address] as const])),
  );
  const byInstance = new Map(
    instancesOf(config.connect).map((arn) => [
      arn,
      connectInstance(new Construct(here, arn.slice(-36)), line, arn, lambdas, claimed),
    ]),
  );
  warn(here, config);
  if (config.connect.allowAnyInstance)
    for (const name of LAMBDA_NAMES)
      allowInvoke(
        new Construct(here, `Any${name}`),
        lambdas[name].lambda,
        names.arn('connect', 'instance/*'),
        names.account,
      );
  if (numbers.length === 0) return;
  const associations = numbers.map((number) => associationOf(config, number, byInstance));
  const phoneNumbers = associations.map(({ PhoneNumber }) => PhoneNumber);
  const withNumbers = { ...context, resources: { ...context.resources, phoneNumbers } };
  const { lambda } = lineFunction(here, 'AssociatePhoneNumber', line, withNumbers, {
    bundle: associatePhoneNumberBundle,
    seconds: 60,
    megabytes: 256,
    environment: {},
  });
  associations.forEach((properties, index) => {
    associate(here, numbers[index]?.number ?? '', properties, lambda.functionArn);
  });
};

const warn = (here: Construct, config: Config) => {
  const { connect } = config;
  if (connect.allowAnyInstance)
    Annotations.of(here).addWarningV2(
      'emergency-line:any-instance',
      'connect.allowAnyInstance: every Connect instance of this account may invoke the line’s Lambdas; prefer naming the instances in connect.furtherInstances.',
    );
  const unassociated = numbersOf(config).filter((number) => !Object.hasOwn(connect.numbers, number));
  if (unassociated.length > 0)
    Annotations.of(here).addWarningV2(
      'emergency-line:unassociated-numbers',
      `connect.numbers has no entry for ${unassociated.join(', ')}: associate them with their flows in the Connect console, or add their ids.`,
    );
};
