import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { WRITERS } from './grants.ts';
import type { Line } from './line.ts';

/** Each way to change or take away an item has an IAM action of its own; TransactWriteItems goes by these, too. */
export const CHANGES = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** What ends the log without touching an item: a TTL erases in silence, without its stream nothing is seen. */
export const ERASERS = [
  'dynamodb:DeleteTable',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateTimeToLive',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:PutResourcePolicy',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DisableKinesisStreamingDestination',
];

/**
 * What the table itself refuses, whatever a principal's own policies allow (SECURITY 3.2). No condition of IAM can
 * demand that a put be conditional, so puts are the writers' alone, and an overwrite shows in the stream. The
 * account's root can still take the policy off; CloudTrail has that.
 */
export const eventLogPolicy = ({ names, deployRole }: Line): PolicyDocument => {
  const deny = (sid: string, actions: string[], but: string[]) =>
    new PolicyStatement({
      sid,
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions,
      // Its own ARN here would be a circle (aws-cdk 30793); a resource policy speaks of its table only.
      resources: ['*'],
      ...(but.length > 0 ? { conditions: { ArnNotEquals: { 'aws:PrincipalArn': but } } } : {}),
    });
  return new PolicyDocument({
    statements: [
      deny('NobodyChangesAnEvent', CHANGES, []),
      deny('OnlyWritersPut', ['dynamodb:PutItem'], WRITERS.map(names.roleArn)),
      deny('OnlyTheDeployRoleChangesTheTable', ERASERS, [deployRole]),
    ],
  });
};
