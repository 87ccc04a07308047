import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnPhoneNumber } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import type { Config } from '../domain/config/config.ts';
import { ConfigError } from '../domain/config/parse-config.ts';
import { flowAt } from '../flows/index.ts';
import type { Flows } from './connect-flows.ts';
import type { Deployment } from './deployment.ts';

/** A number in Connect. `address`: for a number to be claimed, the CDK token of its E.164 number. */
export type PhoneNumber = { number: string; instanceArn: string; arn: string; address?: string };

/**
 * The configured numbers; claims those with `claim`. A claimed number is retained when the stack is deleted, because Connect
 * may not assign it to the account again; it is released when its creation is rolled back.
 */
export const connectNumbers = (here: Construct, { config, names }: Deployment): PhoneNumber[] =>
  Object.entries(config.connect.numbers).map(([number, wanted]) => {
    const instanceArn = wanted.instanceArn ?? config.connect.instanceArn;
    if ('id' in wanted)
      return { number, instanceArn, arn: names.arn('connect', `phone-number/${wanted.id}`) };
    const { country, type, prefix } = wanted.claim;
    const claimed = new CfnPhoneNumber(here, `Number${digits(number)}`, {
      targetArn: instanceArn,
      countryCode: country,
      type,
      // A changed description would replace the number, so it contains nothing that can change.
      description: `${names.stack}: a number of the emergency line`,
      ...(prefix === undefined ? {} : { prefix }),
    });
    claimed.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    return { number, instanceArn, arn: claimed.attrPhoneNumberArn, address: claimed.attrAddress };
  });

/** The number, its instance and the flow that answers it, as ARNs. */
export const associationOf = (
  config: Config,
  { number, instanceArn, arn }: PhoneNumber,
  flows: ReadonlyMap<string, Flows>,
) => {
  const flow = flows.get(instanceArn)?.[flowAt(config, number)];
  if (!flow)
    throw new ConfigError(
      `connect.numbers.${number}.instanceArn: this instance has none of the line’s flows; name it in connect.furtherInstances`,
    );
  return { PhoneNumber: arn, Instance: instanceArn, Flow: flow.attrContactFlowArn };
};

/** Associates a number with its flow. The logical id depends on the number alone, so another flow updates the resource in place. */
export const associate = (
  here: Construct,
  number: string,
  properties: ReturnType<typeof associationOf>,
  serviceToken: string,
): void => {
  new CustomResource(here, `PhoneNumberFlow${digits(number)}`, {
    resourceType: 'Custom::PhoneNumberFlow',
    serviceToken,
    serviceTimeout: Duration.minutes(3),
    properties,
  });
};

const digits = (number: string) => number.slice(1);
