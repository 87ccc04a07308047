import { type CfnRule, EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Keys } from './keys.ts';
import type { Line } from './line.ts';
import { ERASERS } from './log-refusals.ts';
import type { Tell } from './publisher.ts';

const CALL = 'AWS API Call via CloudTrail';

/** CloudTrail's own event has no sentence; none of what is put into this one can hold a quotation mark or a backslash. */
const says = (what: string) =>
  RuleTargetInput.fromText(
    `${EventField.fromPath('$.detail.userIdentity.arn')} called ${EventField.fromPath('$.detail.eventName')} on ${what} at ${EventField.fromPath('$.time')}. What to do: docs/runbook.md#log-guard`,
  );

/**
 * Tells the operators when somebody, the deploy role included, reaches for what could end the log.
 * CloudTrail has to record the account's management events, as it does unless somebody decided otherwise.
 */
export const logGuard = (scope: Construct, { names }: Line, keys: Keys, tell: Tell): void => {
  const here = new Construct(scope, 'LogGuard');
  const table = names.tableArn('events');
  const onTable = new Rule(here, 'Table', {
    eventPattern: {
      source: ['aws.dynamodb'],
      detailType: [CALL],
      detail: {
        eventName: ERASERS.map((action) => action.replace('dynamodb:', '')),
        requestParameters: { $or: [{ tableName: [names.tables.events, table] }, { resourceArn: [table] }] },
      },
    },
  });
  tell(onTable, 'alarms', says(`the table ${names.tables.events}`));
  const kept = [keys.log, keys.people, keys.subject, keys.checkpoint];
  const onKeys = new Rule(here, 'Keys', {
    eventPattern: {
      source: ['aws.kms'],
      detailType: [CALL],
      detail: {
        eventName: ['ScheduleKeyDeletion', 'DisableKey', 'PutKeyPolicy'],
        requestParameters: { keyId: kept.flatMap(({ keyId, keyArn }) => [keyId, keyArn]) },
      },
    },
  });
  tell(onKeys, 'alarms', says('a key of the log'));
  const onSigning = new Rule(here, 'Signing', {
    eventPattern: {
      source: ['aws.kms'],
      detailType: [CALL],
      detail: {
        eventName: ['Sign'],
        resources: { ARN: [keys.checkpoint.keyArn] },
        userIdentity: {
          arn: Match.anythingButPrefix(names.arn('sts', `assumed-role/${names.role('SealLog')}/`, '')),
        },
      },
    },
  });
  // To sign changes nothing, and such calls reach only rules that ask for them; the construct knows no such state.
  (onSigning.node.defaultChild as CfnRule).addPropertyOverride(
    'State',
    'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  );
  tell(onSigning, 'alarms', says('the key that signs checkpoints'));
};
