import { createHash } from 'node:crypto';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** `notices`: what happens to locations, for those who run them. `alarms`: the line's own troubles, for those who run it. */
export type Topics = Record<'notices' | 'alarms', Topic>;

export const topics = (
  scope: Construct,
  { config, names }: Deployment,
  masterKey: Key,
  deadLetterQueue: Queue,
): Topics => {
  const here = new Construct(scope, 'Topics');
  const topic = (id: string, { emails, phones }: typeof config.deployment.notify): Topic => {
    const made = new Topic(here, id, { displayName: config.name, masterKey, enforceSSL: true });
    const subscribe = (protocol: SubscriptionProtocol) => (endpoint: string) =>
      new Subscription(made, nameless(endpoint), { topic: made, protocol, endpoint, deadLetterQueue });
    emails.map(subscribe(SubscriptionProtocol.EMAIL));
    phones.map(subscribe(SubscriptionProtocol.SMS));
    return made;
  };
  const made: Topics = {
    notices: topic('Notices', config.deployment.notify),
    alarms: topic('Alarms', config.deployment.alarms),
  };
  made.alarms.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [made.alarms.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': names.account } },
    }),
  );
  return made;
};

/** An id that stays with the address, whatever its place in the list, and does not show it. */
const nameless = (endpoint: string) =>
  `To${createHash('sha256').update(endpoint).digest('hex').slice(0, 12)}`;
