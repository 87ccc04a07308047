import { type CfnRule, EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AlertPublisher } from './alert-publisher.ts';
import { CHANGES_THE_BUCKET } from './checkpoint-bucket.ts';
import type { Deployment } from './deployment.ts';
import type { Keys } from './keys.ts';
import { ERASERS } from './table-denials.ts';

const CALL = 'AWS API Call via CloudTrail';

/** The notice as a sentence; none of the inserted values can contain a quotation mark or a backslash. */
const notice = (what: string) =>
  RuleTargetInput.fromText(
    `${EventField.fromPath('$.detail.userIdentity.arn')} called ${EventField.fromPath('$.detail.eventName')} on ${what} at ${EventField.fromPath('$.time')}. What to do: docs/runbook.md#log-guard`,
  );

/** S3 calls whose name in CloudTrail differs from the IAM action. */
const EVENT_NAMES: Record<string, string> = { PutLifecycleConfiguration: 'PutBucketLifecycle' };

/** Calls that make a key unusable, for everyone or for DynamoDB, which uses the log's key through a grant. */
const DISABLES_A_KEY = [
  'ScheduleKeyDeletion',
  'DisableKey',
  'PutKeyPolicy',
  'RevokeGrant',
  'RetireGrant',
  'DeleteAlias',
];

/**
 * Notifies the operators of calls that could destroy the log, those of the deploy role included. Requires a CloudTrail trail
 * that records management events, including reads and KMS: the event history of every account feeds no rule (`emergency
 * doctor` checks for such a trail, `deployment.trail` creates one).
 */
export const logGuard = (
  scope: Construct,
  { names }: Deployment,
  keys: Keys,
  checkpoints: Bucket,
  publish: AlertPublisher,
): void => {
  const here = new Construct(scope, 'LogGuard');
  const guard = (id: string, source: string, detail: Record<string, unknown>, what: string): Rule => {
    const rule = new Rule(here, id, { eventPattern: { source: [source], detailType: [CALL], detail } });
    publish(rule, 'alarms', notice(what));
    return rule;
  };
  const table = names.tableArn('events');
  const callsOf = (actions: readonly string[]) => actions.map((action) => action.replace(/^\w+:/, ''));
  guard(
    'Table',
    'aws.dynamodb',
    {
      eventName: callsOf(ERASERS),
      requestParameters: { $or: [{ tableName: [names.tables.events, table] }, { resourceArn: [table] }] },
    },
    `the table ${names.tables.events}`,
  );
  const retained = [
    keys.log,
    keys.people,
    keys.subject,
    keys.pin,
    ...keys.numbers,
    keys.reservations,
    keys.checkpoint,
  ];
  guard(
    'Keys',
    'aws.kms',
    {
      eventName: DISABLES_A_KEY,
      // RetireGrant and DeleteAlias name no key in the request; the event lists it among its resources.
      $or: [
        { requestParameters: { keyId: retained.flatMap(({ keyId, keyArn }) => [keyId, keyArn]) } },
        { resources: { ARN: retained.map(({ keyArn }) => keyArn) } },
      ],
    },
    'a key of the log',
  );
  guard(
    'Checkpoints',
    'aws.s3',
    {
      eventName: callsOf(CHANGES_THE_BUCKET).map((call) => EVENT_NAMES[call] ?? call),
      requestParameters: { bucketName: [checkpoints.bucketName] },
    },
    'the bucket of checkpoints',
  );
  const signing = guard(
    'Signing',
    'aws.kms',
    {
      eventName: ['Sign'],
      resources: { ARN: [keys.checkpoint.keyArn] },
      userIdentity: {
        arn: Match.anythingButPrefix(names.arn('sts', `assumed-role/${names.role('SignCheckpoint')}/`, '')),
      },
    },
    'the key that signs checkpoints',
  );
  // Sign is read-only, and rules get read-only events in this state only, which the construct does not support.
  (signing.node.defaultChild as CfnRule).addPropertyOverride(
    'State',
    'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  );
};
