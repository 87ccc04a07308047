import { Duration } from 'aws-cdk-lib';
import { EventField, type IEventBus, Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Config } from '../domain/config/config.ts';
import { PROBE, SOURCE } from '../domain/emergency/index.ts';
import type { Deployment } from './deployment.ts';
import { type LineFunction, lineFunction } from './line-function.ts';
import { notInReplays } from './notices.ts';
import type { PolicyContext } from './policies.ts';

/** Connect's event for a customer's call to the first location, with the probe as its contact. It is only read. */
const customersCall = ({ connect, locations }: Config) => ({
  Name: 'ContactFlowEvent',
  Details: {
    ContactData: {
      Channel: 'VOICE',
      ContactId: EventField.fromPath('$.detail.contactId'),
      InitiationMethod: 'INBOUND',
      InstanceARN: connect.instanceArn,
    },
    Parameters: { Center: locations[0]?.id, Fresh: 'false' },
  },
});

/**
 * Sends a probe through the log once a day, and passes each that comes out at the bus on to `CheckEmergency`, as Connect calls it.
 * Alarms ring when the projector or `CheckEmergency` logs none (docs/adr/0038-rows-are-compared-and-rebuilt.md).
 */
export const deliveryProbe = (
  scope: Construct,
  line: Deployment,
  context: PolicyContext,
  bundle: string,
  environment: Record<string, string>,
  through: { eventBus: IEventBus; checkEmergency: LineFunction; deadLetterQueue: Queue },
): void => {
  const here = new Construct(scope, 'DeliveryProbe');
  const { eventBus, checkEmergency, deadLetterQueue } = through;
  const settings = { bundle, seconds: 60, megabytes: 256, environment };
  const probe = lineFunction(here, 'Probe', line, context, settings);
  new Rule(here, 'EveryDay', {
    schedule: Schedule.rate(Duration.days(1)),
    targets: [new LambdaFunction(probe.lambda, { deadLetterQueue })],
  });
  const arrived = new Rule(here, 'Arrived', {
    eventBus,
    eventPattern: { source: [SOURCE], detailType: [PROBE] },
    targets: [
      new LambdaFunction(checkEmergency.lambda, {
        event: RuleTargetInput.fromObject(customersCall(line.config)),
        deadLetterQueue,
      }),
    ],
  });
  notInReplays(arrived);
};
