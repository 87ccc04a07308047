import { type CfnRule, EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { AlertPublisher } from './alert-publisher.ts';
import { CHANGES_THE_BUCKET } from './checkpoint-bucket.ts';
import type { Deployment } from './deployment.ts';
import type { Keys } from './keys.ts';
import { ERASERS } from './log-denials.ts';

const CALL = 'AWS API Call via CloudTrail';

/** CloudTrail's own event has no sentence; none of what is put into this one can hold a quotation mark or a backslash. */
const says = (what: string) =>
  RuleTargetInput.fromText(
    `${EventField.fromPath('$.detail.userIdentity.arn')} called ${EventField.fromPath('$.detail.eventName')} on ${what} at ${EventField.fromPath('$.time')}. What to do: docs/runbook.md#log-guard`,
  );

/** S3 names some calls differently in CloudTrail than in a policy. */
const OF_BUCKET: Record<string, string> = { PutLifecycleConfiguration: 'PutBucketLifecycle' };

/** What takes a key away, from everybody or from DynamoDB, which uses the log's by a grant. */
const ENDS_A_KEY = [
  'ScheduleKeyDeletion',
  'DisableKey',
  'PutKeyPolicy',
  'RevokeGrant',
  'RetireGrant',
  'DeleteAlias',
];

/**
 * Tells the operators when somebody, the deploy role included, reaches for what could end the log.
 * Needs a CloudTrail trail that records management events, reads and KMS's included: the event history that every account
 * has feeds no rule (`emergency doctor` looks for such a trail, `deployment.trail` makes one).
 */
export const logGuard = (
  scope: Construct,
  { names }: Deployment,
  keys: Keys,
  checkpoints: Bucket,
  tell: AlertPublisher,
): void => {
  const here = new Construct(scope, 'LogGuard');
  const guard = (id: string, source: string, detail: Record<string, unknown>, what: string): Rule => {
    const rule = new Rule(here, id, { eventPattern: { source: [source], detailType: [CALL], detail } });
    tell(rule, 'alarms', says(what));
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
  const kept = [keys.log, keys.people, keys.subject, keys.checkpoint];
  guard(
    'Keys',
    'aws.kms',
    {
      eventName: ENDS_A_KEY,
      // RetireGrant and DeleteAlias name no key in the request; the event lists it among its resources.
      $or: [
        { requestParameters: { keyId: kept.flatMap(({ keyId, keyArn }) => [keyId, keyArn]) } },
        { resources: { ARN: kept.map(({ keyArn }) => keyArn) } },
      ],
    },
    'a key of the log',
  );
  guard(
    'Checkpoints',
    'aws.s3',
    {
      eventName: callsOf(CHANGES_THE_BUCKET).map((call) => OF_BUCKET[call] ?? call),
      requestParameters: { bucketName: [checkpoints.bucketName] },
    },
    'the bucket of checkpoints',
  );
  const onSigning = guard(
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
  // To sign changes nothing, and such calls reach only rules that ask for them; the construct knows no such state.
  (onSigning.node.defaultChild as CfnRule).addPropertyOverride(
    'State',
    'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  );
};
