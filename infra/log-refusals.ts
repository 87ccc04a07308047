import type { Deployment } from './deployment.ts';
import { WRITERS } from './grants.ts';

/** Each way to change or take away an item has an IAM action of its own; TransactWriteItems goes by these, too. */
const CHANGES = [
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

/** Actions on the log's table, and the only principals they are not refused to. */
export type Refusal = { sid: string; actions: readonly string[]; but: readonly string[] };

/**
 * What the table itself refuses, whatever a principal's own policies allow. No condition of IAM can
 * demand that a put be conditional, so puts are the writers' alone, and an overwrite shows in the stream. The
 * account's root can still take the policy off; CloudTrail has that.
 */
export const refusals = ({ names, deployRole }: Deployment): Refusal[] => [
  { sid: 'NobodyChangesAnEvent', actions: CHANGES, but: [] },
  { sid: 'OnlyWritersPut', actions: ['dynamodb:PutItem'], but: WRITERS.map(names.roleArn) },
  { sid: 'OnlyTheDeployRoleChangesTheTable', actions: ERASERS, but: [deployRole] },
];
