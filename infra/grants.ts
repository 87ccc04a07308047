import type { Config } from '../domain/config/config.ts';
import { type Grant, grant } from './grant.ts';
import type { FunctionName, OperatorRole } from './resource-names.ts';
import { smsGrants } from './sms-grants.ts';

/** The roles that may put into the log; the table's resource policy denies the put to everybody else. */
export const WRITERS = [
  'OneTimePin',
  'VerifyPin',
  'UpdateEmergency',
  'Project',
  'SignCheckpoint',
  'Operator',
  'Eraser',
  'Doctor',
] as const;

const DECIDE = 'dynamodb:Query dynamodb:GetItem dynamodb:PutItem';
const DESCRIBE_TABLE = 'dynamodb:DescribeTable dynamodb:DescribeContinuousBackups';
const DESCRIBE_STACK = 'cloudformation:DescribeStacks cloudformation:ListStackResources';
const ADMIN_OR_CALL = ['admin/*', 'call/*'];

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
      grant('events', DECIDE, 'takes a change from the call’s session; sets, removes or refuses', [
        'admin/*',
        'location/*',
        'call/*',
      ]),
    ],
    CheckEmergency: [
      grant('board', 'dynamodb:GetItem', 'a customer’s answer'),
      grant('events', 'dynamodb:Query', 'answers administrators from the log', ['location/*']),
    ],
    Project: [
      grant('events', 'dynamodb:Query', 'fills gaps, reads the newest entry, finds what has no leaf', [
        'location/*',
        'admin/*',
        'call/*',
        'log',
        'leaf/*',
      ]),
      grant('events', 'dynamodb:PutItem', 'appends every event’s leaf to the Merkle log', ['log', 'leaf/*']),
      grant('board', 'dynamodb:GetItem dynamodb:PutItem', 'one row per location'),
      grant('directory', 'dynamodb:PutItem', 'one row per administrator'),
      grant('sendBudget', 'dynamodb:UpdateItem', 'how many administrators there are'),
      grant('subjectKeys', 'dynamodb:GetItem', 'the key of the administrator whose row it is'),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key'),
      grant(
        'failedRecords',
        's3:PutObject s3:GetObject s3:DeleteObject',
        'parks what cannot be projected; rebuilds the rows of what failed',
      ),
      grant('failedRecordsBucket', 's3:ListBucket', 'finds what failed'),
    ],
    Publish: [
      grant('bus', 'events:PutEvents', 'publishes to the other teams'),
      grant('failedRecords', 's3:PutObject', 'parks what cannot be published'),
    ],
    SignCheckpoint: [
      grant('events/byTime', 'dynamodb:Query', 'finds events without a leaf'),
      grant('events', 'dynamodb:Scan', 'the same, when there is no checkpoint yet or a very old one'),
      grant('events', 'dynamodb:Query', 'reads those, and where the leaves and checkpoints end', [
        'location/*',
        'admin/*',
        'call/*',
        'log',
        'leaf/*',
        'checkpoint',
      ]),
      grant('events', 'dynamodb:PutItem', 'appends their leaves; stores the last checkpoint', [
        'log',
        'leaf/*',
        'checkpoint',
      ]),
      grant('checkpointKey', 'kms:GetPublicKey kms:Sign', 'signs a checkpoint'),
      grant('checkpoints', 's3:PutObject s3:PutObjectRetention', 'anchors it'),
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
    Operator: [
      grant(
        'events',
        'dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem',
        'verify, rebuild, decisions, history',
      ),
      grant('events', 'dynamodb:PutItem', 'enrollment; break-glass; exports', [
        'admin/*',
        'location/*',
        'call/export-*',
      ]),
      grant('events/byContact', 'dynamodb:Query', 'story'),
      grant('checkpointKey', 'kms:GetPublicKey', 'the key that auditors keep'),
      grant('board', 'dynamodb:Scan dynamodb:PutItem', 'board, rebuild'),
      grant('directory', 'dynamodb:GetItem dynamodb:PutItem dynamodb:Scan', 'admin list, rebuild'),
      grant('directory/byNumber', 'dynamodb:Query', 'one number is one administrator’s'),
      grant('sendBudget', 'dynamodb:UpdateItem', 'rebuild'),
      grant('events/byTime', 'dynamodb:Query', 'history: events that have no leaf yet'),
      grant(
        'subjectKeys',
        'dynamodb:GetItem dynamodb:PutItem dynamodb:Scan',
        'a new administrator’s key; the enrolled administrators, to show how far the directory is behind',
      ),
      grant('subjectKey', 'kms:GenerateDataKey kms:Decrypt', 'wraps and unwraps that key'),
      ...sms.lookup,
    ],
    Eraser: [
      grant('events', 'dynamodb:Query dynamodb:PutItem', 'records the erasure', ['admin/*']),
      grant('directory', 'dynamodb:GetItem', 'the administrator; the projector then erases number and name'),
      grant('subjectKeys', 'dynamodb:DeleteItem', 'makes the person’s data in the log unreadable'),
    ],
    Doctor: [
      grant('stack', DESCRIBE_STACK, 'its status, its tables, the claimed numbers'),
      grant('events', `${DESCRIBE_TABLE} dynamodb:GetResourcePolicy`, 'the log’s protection'),
      grant('subjectKeys', DESCRIBE_TABLE, 'the same of the administrators’ keys'),
      grant('calledFunctions', 'lambda:GetPolicy', 'which instances may call them'),
      grant('instances', 'connect:ListFlowAssociations', 'the flows of the numbers'),
      grant(
        'flows',
        'connect:ListContactFlows connect:DescribeContactFlow',
        'whether a flow is the one rendered',
      ),
      grant('claimedNumbers', 'connect:ListPhoneNumbersV2', 'whether the instance has the numbers'),
      grant('directory', 'dynamodb:Scan', 'administrators with a mobile, by location'),
      ...sms.dryRun,
      ...sms.account,
      grant('events', 'dynamodb:Query dynamodb:PutItem', 'a drill', ['call/drill-*']),
      grant('events', 'dynamodb:Query', 'how old the newest checkpoint is', ['checkpoint']),
      grant('readerLogs', 'logs:FilterLogEvents', 'whether both consumers processed the drill'),
      grant('account', 'lambda:GetAccountSettings', 'the concurrency quota'),
      grant('testAlarm', 'cloudwatch:SetAlarmState', 'doctor --ring sets it off'),
      grant('alarmTopic', 'sns:GetTopicAttributes', 'whether a subscription is confirmed'),
      grant('trailList', 'cloudtrail:DescribeTrails', 'whether CloudTrail feeds the rules of log-guard'),
      grant('trails', 'cloudtrail:GetTrailStatus cloudtrail:GetEventSelectors', 'the same, trail by trail'),
    ],
  };
};
