import { Duration } from 'aws-cdk-lib';
import { CfnEventBusPolicy, EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
import { Effect } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { SOURCE } from '../domain/emergency/index.ts';
import type { Deployment } from './deployment.ts';

/** The bus that other teams subscribe to, with an archive. It accepts events from the publisher, and from `Operate` on request. */
export const bus = (scope: Construct, { config, names }: Deployment): IEventBus => {
  const here = new Construct(scope, 'Bus');
  const { archiveDays, organizationId } = config.deployment;
  const eventBus = new EventBus(here, 'Bus', {
    eventBusName: names.bus,
    description: 'Events of the emergency line: docs/subscribe.md',
  });
  eventBus.archive('Archive', {
    archiveName: names.bus,
    description: 'For subscribers that missed events; order by seq (docs/subscribe.md)',
    eventPattern: { source: [SOURCE] },
    retention: Duration.days(archiveDays),
  });
  const policy = (id: string, statement: Record<string, unknown>) =>
    new CfnEventBusPolicy(here, id, {
      eventBusName: eventBus.eventBusName,
      statementId: id,
      statement: { Sid: id, ...statement },
    });
  policy('OnlyThePublisherPublishes', {
    Effect: Effect.DENY,
    Principal: '*',
    Action: 'events:PutEvents',
    Resource: names.busArn,
    Condition: { ArnNotEquals: { 'aws:PrincipalArn': [names.roleArn('Publish'), names.roleArn('Operate')] } },
  });
  if (organizationId !== undefined)
    policy('TheOrganizationSubscribes', {
      Effect: Effect.ALLOW,
      Principal: '*',
      Action: RULES,
      Resource: names.arn('events', `rule/${names.bus}/*`),
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': organizationId },
        // An account can read and change its own rules only.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's.
        StringEqualsIfExists: { 'events:creatorAccount': '${aws:PrincipalAccount}' },
      },
    });
  return eventBus as IEventBus;
};

/** The actions an account needs to manage its own rules on another account's bus. */
const RULES = [
  'events:PutRule',
  'events:DeleteRule',
  'events:DescribeRule',
  'events:DisableRule',
  'events:EnableRule',
  'events:PutTargets',
  'events:RemoveTargets',
  'events:ListTargetsByRule',
];
