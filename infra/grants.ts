import type { Config } from '../domain/config/config.ts';
import { type Grant, grant } from './grant.ts';
import type { FunctionName, OperatorRole } from './resource-names.ts';
import { smsGrants } from './sms-grants.ts';

const DECIDE = 'dynamodb:Query dynamodb:GetItem dynamodb:PutItem';
/** A request to a function URL needs both; the second is granted for function URLs only (policies.ts). */
const INVOKE_URL = 'lambda:InvokeFunctionUrl lambda:InvokeFunction';
const REBUILD = 'dynamodb:Scan dynamodb:PutItem dynamodb:DeleteItem';
const DESCRIBE_TABLE = 'dynamodb:DescribeTable dynamodb:DescribeContinuousBackups';
const DESCRIBE_STACK = 'cloudformation:DescribeStacks cloudformation:ListStackResources';
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
        'dynamodb:GetItem dynamodb:PutItem dynamodb:Scan',
        'one row per location; compares them with the log',
      ),
      grant('directory', 'dynamodb:PutItem dynamodb:Scan', 'one row per administrator; compares them'),
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
      grant('failedRecords', 's3:PutObject', 'parks records that cannot be published'),
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
    Operator: [
      grant('operate', INVOKE_URL, 'asks for everything that is written'),
      grant('events', 'dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem', 'verify, export, history'),
      grant('events/byContact', 'dynamodb:Query', 'story'),
      grant('events/byTime', 'dynamodb:Query', 'history: events without a leaf'),
      grant('checkpointKey', 'kms:GetPublicKey', 'the public key for auditors'),
      grant('board', 'dynamodb:Scan', 'board'),
      grant('directory', 'dynamodb:Scan', 'admin list'),
      grant(
        'subjectKeys',
        'dynamodb:GetItem dynamodb:Scan',
        'numbers unmasked; the enrolled administrators, to show how far the directory is behind',
      ),
      grant('subjectKey', 'kms:Decrypt', 'numbers unmasked'),
    ],
    Rebuilder: [
      grant('events', 'dynamodb:Query dynamodb:Scan', 'reads every stream'),
      grant('board', REBUILD, 'one row per location; removes rows that no event explains'),
      grant('directory', REBUILD, 'one row per administrator; the same'),
      grant('sendBudget', 'dynamodb:UpdateItem', 'counts the administrators'),
      grant('subjectKeys', 'dynamodb:GetItem', 'the key of the row’s administrator'),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key'),
    ],
    Eraser: [grant('erase', INVOKE_URL, 'asks for an erasure, and nothing else')],
    Doctor: [
      grant('stack', DESCRIBE_STACK, 'its status, its tables, the claimed numbers'),
      grant('events', `${DESCRIBE_TABLE} dynamodb:GetResourcePolicy`, 'the log’s protection'),
      grant(
        'subjectKeys',
        `${DESCRIBE_TABLE} dynamodb:GetResourcePolicy`,
        'the same of the administrators’ keys',
      ),
      grant(
        'board',
        'dynamodb:Scan dynamodb:GetResourcePolicy',
        'which locations were ever set; who may write it',
      ),
      grant('calledFunctions', 'lambda:GetPolicy', 'which instances may call them'),
      grant('instances', 'connect:ListFlowAssociations', 'the flows of the numbers'),
      grant(
        'flows',
        'connect:ListContactFlows connect:DescribeContactFlow',
        'whether a flow is the one rendered',
      ),
      grant('claimedNumbers', 'connect:ListPhoneNumbersV2', 'whether the instance has the numbers'),
      grant(
        'directory',
        'dynamodb:Scan dynamodb:GetResourcePolicy',
        'administrators by location; who may write it',
      ),
      ...sms.dryRun,
      ...sms.account,
      grant('operate', INVOKE_URL, 'asks for a probe'),
      grant(
        'events',
        'dynamodb:Query',
        'how old the newest checkpoint is; which locations are in an emergency',
        ['checkpoint', 'location/*'],
      ),
      grant('events/byTime', 'dynamodb:Query', 'how many PINs were entered too late'),
      grant('readerLogs', 'logs:FilterLogEvents', 'whether both consumers processed the probe'),
      grant('account', 'lambda:GetAccountSettings', 'the concurrency quota'),
      grant('testAlarm', 'cloudwatch:SetAlarmState', 'doctor --ring triggers it'),
      grant('alarmTopic', 'sns:GetTopicAttributes', 'whether a subscription is confirmed'),
      grant('trailList', 'cloudtrail:DescribeTrails', 'whether CloudTrail feeds the rules of log-guard'),
      grant('trails', 'cloudtrail:GetTrailStatus cloudtrail:GetEventSelectors', 'the same, trail by trail'),
    ],
  };
};
