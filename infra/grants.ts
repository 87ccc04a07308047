import type { Config } from '../domain/config/config.ts';
import { type Grant, grant } from './grant.ts';
import { operatorGrants } from './operator-grants.ts';
import type { FunctionName, OperatorRole } from './resource-names.ts';
import { smsGrants } from './sms-grants.ts';

const DECIDE = 'dynamodb:Query dynamodb:GetItem dynamodb:PutItem';
const ADMIN_OR_CALL = ['admin/*', 'call/*'];
const MERKLE_LOG = ['log', 'leaf/*'];
const EVENTS = ['location/*', 'admin/*', 'call/*'];

/**
 * All permissions of functions and operators' roles. A test runs the handlers and commands and records their calls: it fails
 * for a call without a grant and for a grant without a call. Permissions that the Lambda service needs in a function's role
 * (logs, traces, the stream) are in line-function.ts and stream-consumers.ts.
 */
export const grantsOf = (config: Config): Record<FunctionName | OperatorRole, Grant[]> => {
  const sms = smsGrants(config);
  return {
    OneTimePin: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant(
        'events',
        DECIDE,
        'issues the PIN; records whether it was sent, or an unknown caller',
        ADMIN_OR_CALL,
      ),
      grant('subjectKeys', 'dynamodb:GetItem', 'the key that encrypts the administrator’s number in the log'),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key, to compare the calling number'),
      grant('sendBudget', 'dynamodb:UpdateItem', 'reserves a text in the send budget'),
      grant('pinKey', 'kms:GenerateMac', 'tags the PIN'),
      grant('numberKey', 'kms:GenerateMac', 'tags an unknown caller’s number'),
      ...sms.send,
      ...sms.lookup,
    ],
    VerifyPin: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant('events', DECIDE, 'records the try before it is answered', ADMIN_OR_CALL),
      grant('pinKey', 'kms:VerifyMac', 'verifies the entered PIN inside KMS'),
      grant('numberKey', 'kms:GenerateMac', 'tags an unknown caller’s number'),
      grant('subjectKeys', 'dynamodb:GetItem', 'the key that encrypts an authenticator’s secret'),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key'),
      ...sms.feedback,
    ],
    UpdateEmergency: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant('events', DECIDE, 'authorizes a change in the call’s session; sets, removes or refuses', [
        'admin/*',
        'location/*',
        'call/*',
      ]),
      grant('board', 'dynamodb:GetItem', 'waits until callers hear the change'),
    ],
    CheckEmergency: [
      grant('board', 'dynamodb:GetItem', 'answers customers from the board'),
      grant('events', 'dynamodb:Query', 'answers administrators from the log', ['location/*']),
    ],
    Project: [
      grant('events', 'dynamodb:Query', 'fills gaps, reads the newest entry, finds what has no leaf', [
        ...EVENTS,
        ...MERKLE_LOG,
      ]),
      grant('events', 'dynamodb:PutItem', 'appends every event’s leaf to the Merkle log', MERKLE_LOG),
      grant(
        'board',
        'dynamodb:GetItem dynamodb:PutItem dynamodb:DeleteItem dynamodb:Scan',
        'one row per location; compares them with the log, and removes those that no event explains',
      ),
      grant(
        'directory',
        'dynamodb:PutItem dynamodb:DeleteItem dynamodb:Scan',
        'one row per administrator; the same',
      ),
      grant('sendBudget', 'dynamodb:UpdateItem', 'counts the administrators'),
      grant(
        'subjectKeys',
        'dynamodb:GetItem dynamodb:Scan',
        'the key of the row’s administrator; finds rows that are missing',
      ),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key'),
      grant(
        'failedRecords',
        's3:PutObject s3:GetObject s3:DeleteObject',
        'parks records that cannot be projected; rebuilds their rows',
      ),
      grant('failedRecordsBucket', 's3:ListBucket', 'finds failed records'),
    ],
    Publish: [
      grant('bus', 'events:PutEvents', 'publishes to the other teams'),
      grant(
        'failedRecords',
        's3:PutObject s3:GetObject s3:DeleteObject',
        'parks records that cannot be published; publishes them later',
      ),
      grant('failedRecordsBucket', 's3:ListBucket', 'finds failed records'),
    ],
    SignCheckpoint: [
      grant('events/byTime', 'dynamodb:Query', 'finds events without a leaf'),
      grant('events', 'dynamodb:Scan', 'the same without a recent checkpoint'),
      grant('events', 'dynamodb:Query', 'reads those, and the ends of leaves and checkpoints', [
        ...EVENTS,
        ...MERKLE_LOG,
        'checkpoint',
      ]),
      grant('events', 'dynamodb:PutItem', 'appends their leaves; stores the last checkpoint', [
        ...MERKLE_LOG,
        'checkpoint',
      ]),
      grant('checkpointKey', 'kms:GetPublicKey kms:Sign', 'signs a checkpoint'),
      grant(
        'checkpoints',
        's3:PutObject s3:PutObjectRetention s3:GetObject',
        'anchors it, after a comparison with the newest anchored checkpoint',
      ),
      grant('checkpointsBucket', 's3:ListBucket', 'finds that checkpoint'),
    ],
    AssociatePhoneNumber: [
      grant(
        'phoneNumbers',
        'connect:AssociatePhoneNumberContactFlow connect:DisassociatePhoneNumberContactFlow',
        'associates the configured numbers with their flows',
      ),
      grant(
        'flows',
        'connect:AssociatePhoneNumberContactFlow',
        'associates a number with its flow, or with its previous flow again',
      ),
      grant('instances', 'connect:ListFlowAssociations', 'the previous flow of a number'),
    ],
    Operate: [
      grant('events', DECIDE, 'enrollment; break-glass; exports; the probe', [
        'admin/*',
        'location/*',
        'call/export-*',
        'call/drill-*',
      ]),
      grant(
        'events',
        'dynamodb:BatchGetItem dynamodb:Scan',
        'reads what is published again; finds it without a recent checkpoint',
      ),
      grant('events', 'dynamodb:Query', 'finds it in order, without a leaf, too', [
        ...EVENTS,
        ...MERKLE_LOG,
        'checkpoint',
      ]),
      grant('events/byTime', 'dynamodb:Query', 'the same of events without a leaf'),
      grant('bus', 'events:PutEvents', 'publishes events again on request'),
      grant('directory/byNumber', 'dynamodb:Query', 'a number is enrolled once'),
      grant('reservationKey', 'kms:GenerateMac', 'tags the number to reserve'),
      grant('sendBudget', 'dynamodb:Scan', 'finds an administrator’s reserved numbers'),
      grant(
        'sendBudget',
        'dynamodb:GetItem dynamodb:PutItem dynamodb:DeleteItem',
        'reserves a number before it is enrolled, and frees it',
        ['number/*'],
      ),
      grant('subjectKeys', 'dynamodb:GetItem dynamodb:PutItem', 'the key of a new administrator'),
      grant('subjectKey', 'kms:GenerateDataKey kms:Decrypt', 'wraps and unwraps that key'),
      ...sms.lookup,
    ],
    Erase: [
      grant('events', DECIDE, 'records the erasure', ['admin/*']),
      grant('sendBudget', 'dynamodb:Scan', 'finds the person’s reserved numbers'),
      grant('sendBudget', 'dynamodb:DeleteItem', 'frees them', ['number/*']),
      grant('subjectKeys', 'dynamodb:DeleteItem', 'makes the person’s data in the log unreadable'),
    ],
    Probe: [grant('events', 'dynamodb:Query dynamodb:PutItem', 'appends a probe', ['call/drill-*'])],
    ...operatorGrants(sms),
  };
};
