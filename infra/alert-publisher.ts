import { Duration } from 'aws-cdk-lib';
import type { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Deployment } from './deployment.ts';
import { roleWithPolicy } from './role.ts';
import type { Topics } from './topics.ts';

/** Adds a topic as a rule's target: its subscribers receive the message. */
export type AlertPublisher = (rule: Rule, to: keyof Topics, message: RuleTargetInput) => void;

/** Publishes with a role instead of topic policies, which cannot distinguish our rules from another account's. */
export const publisher = (
  scope: Construct,
  { names }: Deployment,
  topics: Topics,
  deadLetterQueue: Queue,
  key: Key,
): AlertPublisher => {
  const here = new Construct(scope, 'AlertPublisher');
  const { account, region } = names;
  const conditions = { StringEquals: { 'aws:SourceAccount': account } };
  const events = new ServicePrincipal('events.amazonaws.com', { conditions });
  const { role } = roleWithPolicy(here, names, 'AlertPublisher', events, [
    new PolicyStatement({
      sid: 'PublishesAlerts',
      actions: ['sns:Publish'],
      resources: Object.values(topics).map(({ topicArn }) => topicArn),
    }),
    new PolicyStatement({
      sid: 'ToEncryptedTopics',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sns.${region}.amazonaws.com` } },
    }),
  ]);
  return (rule, to, message) =>
    rule.addTarget(
      new SnsTopic(topics[to], {
        role: role.withoutPolicyUpdates(),
        message,
        deadLetterQueue,
        // EventBridge's maximum; after that the message becomes a dead letter and an alarm rings.
        retryAttempts: 185,
        maxEventAge: Duration.hours(24),
      }),
    );
};
