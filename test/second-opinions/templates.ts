import { configOf, EUM, PINPOINT } from '../kit/configs.ts';
import { type Synthesized, synthesized } from '../kit/synthesized.ts';

/** Regions that have Connect (https://docs.aws.amazon.com/connect/latest/adminguide/regions.html), on three continents. */
const REGIONS = ['us-east-1', 'eu-west-2', 'ap-southeast-1'];

const connectIn = (region: string) => ({
  instanceArn: `arn:aws:connect:${region}:111122223333:instance/11111111-2222-4333-8444-555555555555`,
  furtherInstances: [`arn:aws:connect:${region}:111122223333:instance/11111111-2222-4333-8444-666666666666`],
  numbers: {
    '+6568000001': { id: '11111111-2222-4333-8444-555555555555' },
    '+6568000002': { claim: { country: 'SG', type: 'DID' } },
  },
});
const people = { emails: ['desk@example.com'], phones: ['+6591110009'] };
const deployment = { organizationId: 'o-abcdefghij', trail: true, notify: people, alarms: people };

/**
 * Every option that adds a resource or a statement is in at least one of these; but texts by Notify: neither cfn-lint 1.58
 * nor the installed service specification knows AWS::SMSVOICE::NotifyConfiguration (CloudFormation does, since 2026).
 */
const OPTIONS: Record<string, Record<string, unknown>> = {
  'as little as possible': { sms: EUM },
  'everything made': { sms: EUM, deployment },
  'texts by Pinpoint': { sms: PINPOINT, deployment },
  'texts from another Region': { sms: { ...EUM, region: 'us-west-2' }, deployment },
  'given protection': { sms: { ...EUM, originationIdentity: 'pool-1', protectConfigurationId: 'protect-1' } },
};

export type NamedTemplate = { name: string; region: string; stack: Synthesized };

/** The templates of every option in every Region. */
export const templates = (): NamedTemplate[] =>
  REGIONS.flatMap((region) =>
    Object.entries(OPTIONS).flatMap(([option, change]) => {
      const { line, texts } = synthesized(configOf({ ...change, connect: connectIn(region) }));
      return [line, ...(texts ? [texts] : [])].map((stack) => ({
        name: `${stack.name} in ${stack.region}, ${option}`,
        region: stack.region,
        stack,
      }));
    }),
  );
