import type { Deployment } from './deployment.ts';
import { grantsOf } from './grants.ts';

/** The tables with a resource policy: the log, what callers are answered and recognized by, and the administrators' keys. */
export const GUARDED_TABLES = ['events', 'board', 'directory', 'subjectKeys'] as const;
export type GuardedTable = (typeof GUARDED_TABLES)[number];
export const isGuarded = (table: string): table is GuardedTable =>
  GUARDED_TABLES.some((guarded) => guarded === table);

/** Every API that writes an item has its own IAM action; TransactWriteItems is authorized by these, too. */
const WRITES = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];

/** Actions that destroy a table's items without writing one: a TTL deletes silently; without the stream nothing is detected. */
export const ERASERS = [
  'dynamodb:DeleteTable',
  'dynamodb:UpdateTable',
  'dynamodb:UpdateTimeToLive',
  'dynamodb:UpdateContinuousBackups',
  'dynamodb:PutResourcePolicy',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DisableKinesisStreamingDestination',
];

/** Actions denied on a table, and the exempt principals. `streams`: denied for these partition keys only. */
export type Refusal = {
  sid: string;
  actions: readonly string[];
  but: readonly string[];
  streams?: readonly string[];
};

type Put = { role: string; streams: readonly string[] };

/** The roles that grants.ts lets write to a table in this way. */
const writersOf = ({ config }: Deployment, table: GuardedTable, action: string): Put[] =>
  Object.entries(grantsOf(config)).flatMap(([role, grants]) =>
    grants
      .filter(({ to, may }) => to === table && may.includes(action))
      .map(({ streams = [] }) => ({ role, streams })),
  );

/**
 * What a table's resource policy denies, whatever a principal's own policies allow: each way of writing to all but its
 * writers, and all changes of the table to all but the deploy role. IAM cannot require that a put be conditional, but an
 * overwrite of an event shows in the stream. The account's root can still remove the policy; CloudTrail records that.
 */
export const refusals = (line: Deployment, table: GuardedTable): Refusal[] => {
  const writes = WRITES.map((action) => ({
    sid: `OnlyItsWriters${action.replace('dynamodb:', '')}`,
    actions: [action],
    but: writersOf(line, table, action).map(({ role }) => line.names.roleArn(role)),
  }));
  return [
    {
      sid: 'NobodyWritesOtherwise',
      actions: writes.filter(({ but }) => but.length === 0).flatMap(({ actions }) => actions),
      but: [],
    },
    ...writes.filter(({ but }) => but.length > 0),
    { sid: 'OnlyTheDeployRoleChangesTheTable', actions: ERASERS, but: [line.deployRole] },
  ];
};

/** `call/export-*` is of the kind `call/*`. */
const kindOf = (stream: string) => stream.replace(/\/.*$/, '/*');

/** The same for each kind of stream: who writes one kind of event cannot forge another. */
export const streamRefusals = (line: Deployment): Refusal[] => {
  const puts = writersOf(line, 'events', 'dynamodb:PutItem');
  const kinds = [...new Set(puts.flatMap(({ streams }) => streams.map(kindOf)))];
  return kinds.map((kind) => ({
    sid: `OnlyItsWritersPut${kind.charAt(0).toUpperCase()}${kind.slice(1).replace('/*', '')}`,
    actions: ['dynamodb:PutItem'],
    streams: [kind],
    but: puts
      .filter(({ streams }) => streams.map(kindOf).includes(kind))
      .map(({ role }) => line.names.roleArn(role)),
  }));
};
