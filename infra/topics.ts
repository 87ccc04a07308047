import { createHash } from 'node:crypto';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Subscription, SubscriptionProtocol, Topic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';

/** `notices`: changes of locations, for the people who run them. `alarms`: faults of the line, for its operators. */
export type Topics = Record<'notices' | 'alarms', Topic>;

export const topics = (
  scope: Construct,
  { config, names }: Deployment,
  masterKey: Key,
  deadLetterQueue: Queue,
): Topics => {
  const here = new Construct(scope, 'Topics');
  const topic = (id: string, { emails, phones }: typeof config.deployment.notify): Topic => {
    const created = new Topic(here, id, { displayName: config.name, masterKey, enforceSSL: true });
    const subscribe = (protocol: SubscriptionProtocol) => (endpoint: string) =>
      new Subscription(created, subscriptionId(endpoint), {
        topic: created,
        protocol,
        endpoint,
        deadLetterQueue,
      });
    emails.map(subscribe(SubscriptionProtocol.EMAIL));
    phones.map(subscribe(SubscriptionProtocol.SMS));
    return created;
  };
  const created: Topics = {
    notices: topic('Notices', config.deployment.notify),
    alarms: topic('Alarms', config.deployment.alarms),
  };
  created.alarms.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsOfThisAccount',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [created.alarms.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': names.account } },
    }),
  );
  return created;
};

/** A logical id that depends on the address alone, not on its position in the list, and does not reveal it. */
const subscriptionId = (endpoint: string) =>
  `To${createHash('sha256').update(endpoint).digest('hex').slice(0, 12)}`;
