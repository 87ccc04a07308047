import type { Deployment } from './deployment.ts';
import { WRITERS } from './grants.ts';

/** Every API that changes or deletes an item has its own IAM action; TransactWriteItems is authorized by these, too. */
const CHANGES = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** Actions that destroy the log without writing an item: a TTL deletes silently; without the stream nothing is detected. */
export const ERASERS = [
  'dynamodb:DeleteTable',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateTimeToLive',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:PutResourcePolicy',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DisableKinesisStreamingDestination',
];

/** Actions denied on the log's table, and the exempt principals. */
export type Refusal = { sid: string; actions: readonly string[]; but: readonly string[] };

/**
 * What the table's resource policy denies, whatever a principal's own policies allow. IAM cannot require that a put be
 * conditional, so only the writers may put, and an overwrite shows in the stream. The account's root can still remove the
 * policy; CloudTrail records that.
 */
export const refusals = ({ names, deployRole }: Deployment): Refusal[] => [
  { sid: 'NobodyChangesAnEvent', actions: CHANGES, but: [] },
  { sid: 'OnlyWritersPut', actions: ['dynamodb:PutItem'], but: WRITERS.map(names.roleArn) },
  { sid: 'OnlyTheDeployRoleChangesTheTable', actions: ERASERS, but: [deployRole] },
];
