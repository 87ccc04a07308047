import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnPhoneNumber } from 'aws-cdk-lib/aws-connect';
import type { Construct } from 'constructs';
import type { Config } from '../domain/config/config.ts';
import { ConfigError } from '../domain/config/parse-config.ts';
import { flowAt } from '../flows/index.ts';
import type { Flows } from './connect-flows.ts';
import type { Deployment } from './deployment.ts';

/** A number as Connect has it. `address`: what it will be called by, when that is not known yet. */
export type PhoneNumber = { number: string; instanceArn: string; arn: string; address?: string };

/**
 * The configured numbers; those to be claimed are. A claimed number is kept when the stack is deleted, because Connect may
 * never give one back; one that nobody knows yet is released when its creation is rolled back.
 */
export const phoneNumbers = (here: Construct, { config, names }: Deployment): PhoneNumber[] =>
  Object.entries(config.connect.numbers).map(([number, wanted]) => {
    const instanceArn = wanted.instanceArn ?? config.connect.instanceArn;
    if ('id' in wanted)
      return { number, instanceArn, arn: names.arn('connect', `phone-number/${wanted.id}`) };
    const { country, type, prefix } = wanted.claim;
    const claimed = new CfnPhoneNumber(here, `Number${digits(number)}`, {
      targetArn: instanceArn,
      countryCode: country,
      type,
      description: `${names.stack}: ${purpose(config, number)}`,
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
    throw new ConfigError(`connect.numbers.${number}.instanceArn: no flow of ours is in that instance`);
  return { PhoneNumber: arn, Instance: instanceArn, Flow: flow.attrContactFlowArn };
};

/** Leads a number to its flow. Named by the number alone, so that another flow is an update and not a tie undone. */
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
const purpose = ({ lines }: Config, number: string) =>
  lines.admin.includes(number) ? 'administrators call it' : 'customers call it';
