import type { Config } from '../domain/config/config.ts';
import { type Grant, grant } from './grant.ts';
import type { FunctionName, OperatorRole } from './resource-names.ts';
import { smsGrants } from './sms-grants.ts';

/** Who puts into the log; the table's own policy refuses the put to everybody else. */
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
const LOOK_AT_TABLE = 'dynamodb:DescribeTable dynamodb:DescribeContinuousBackups';
const LOOK_AT_STACK = 'cloudformation:DescribeStacks cloudformation:ListStackResources';
const ADMIN_OR_STRANGER = ['admin/*', 'call/*'];

/**
 * Who may do what: the whole of it. Held in both directions by a test that runs the handlers and the
 * commands and counts their calls: a call without its grant fails it, and so does a grant without a call.
 * What the Lambda service does in a function's name (logs, traces, the stream) stands in line-function.ts and stream-consumers.ts.
 */
export const grantsOf = (config: Config): Record<FunctionName | OperatorRole, Grant[]> => {
  const sms = smsGrants(config);
  return {
    OneTimePin: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant(
        'events',
        DECIDE,
        'issues the PIN; records what became of it, or a stranger’s call',
        ADMIN_OR_STRANGER,
      ),
      grant('sendBudget', 'dynamodb:UpdateItem', 'takes a place among the texts of the hour'),
      grant('pinKey', 'kms:GenerateMac', 'tags the PIN'),
      grant('numberKey', 'kms:GenerateMac', 'tags a stranger’s number'),
      ...sms.send,
      ...sms.lookup,
    ],
    VerifyPin: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant('events', DECIDE, 'records the try before it is answered', ADMIN_OR_STRANGER),
      grant('pinKey', 'kms:VerifyMac', 'compares what was typed, where the key lives'),
      grant('numberKey', 'kms:GenerateMac', 'tags a stranger’s number'),
      grant('subjectKeys', 'dynamodb:GetItem', 'the key to an authenticator’s secret'),
      grant('subjectKey', 'kms:Decrypt', 'unwraps that key'),
      ...sms.feedback,
    ],
    UpdateEmergency: [
      grant('directory/byNumber', 'dynamodb:Query', 'finds the administrator by the calling number'),
      grant('events', DECIDE, 'takes the change from the proof of this call; sets, removes or refuses', [
        'admin/*',
        'location/*',
        'call/*',
      ]),
    ],
    CheckEmergency: [
      grant('board', 'dynamodb:GetItem', 'a customer’s answer'),
      grant('events', 'dynamodb:Query', 'an administrator hears the log itself', ['location/*']),
    ],
    Project: [
      grant('events', 'dynamodb:Query', 'fills gaps, reads the newest entry, finds what has no leaf', [
        'location/*',
        'admin/*',
        'call/*',
        'log',
        'leaf/*',
      ]),
      grant('events', 'dynamodb:PutItem', 'gives every event its leaf in the Merkle log', ['log', 'leaf/*']),
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
      grant('events/byTime', 'dynamodb:Query', 'finds events that were given no leaf'),
      grant('events', 'dynamodb:Scan', 'the same, when there is no checkpoint yet or a very old one'),
      grant('events', 'dynamodb:Query', 'reads those, and where the leaves and checkpoints end', [
        'location/*',
        'admin/*',
        'call/*',
        'log',
        'leaf/*',
        'checkpoint',
      ]),
      grant('events', 'dynamodb:PutItem', 'gives them their leaves; keeps the checkpoint to go on from', [
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
        'leads the configured numbers to their flows',
      ),
      grant(
        'flows',
        'connect:AssociatePhoneNumberContactFlow',
        'leads a number to its flow, or back where it led before',
      ),
      grant('instances', 'connect:ListFlowAssociations', 'where a number led before'),
    ],
    Operator: [
      grant(
        'events',
        'dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem',
        'verify, rebuild, decisions, history',
      ),
      grant('events', 'dynamodb:PutItem', 'the list of administrators; break-glass; what was exported', [
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
        'a new administrator’s key; who should be in the directory, to say how far it is behind',
      ),
      grant('subjectKey', 'kms:GenerateDataKey kms:Decrypt', 'wraps and unwraps that key'),
      ...sms.lookup,
    ],
    Eraser: [
      grant('events', 'dynamodb:Query dynamodb:PutItem', 'records the erasure', ['admin/*']),
      grant('directory', 'dynamodb:GetItem', 'who it is; the projector then takes number and name away'),
      grant('subjectKeys', 'dynamodb:DeleteItem', 'makes what the log has of the person unreadable'),
    ],
    Doctor: [
      grant('stack', LOOK_AT_STACK, 'whether it stands, where its tables are, which numbers were claimed'),
      grant('events', `${LOOK_AT_TABLE} dynamodb:GetResourcePolicy`, 'how the log protects itself'),
      grant('subjectKeys', LOOK_AT_TABLE, 'the same of the administrators’ keys'),
      grant('calledFunctions', 'lambda:GetPolicy', 'which instances may call them'),
      grant('instances', 'connect:ListFlowAssociations', 'what numbers lead to'),
      grant(
        'flows',
        'connect:ListContactFlows connect:DescribeContactFlow',
        'whether a flow is the one rendered',
      ),
      grant('claimedNumbers', 'connect:ListPhoneNumbersV2', 'whether the instance has the numbers'),
      grant('directory', 'dynamodb:Scan', 'who can be texted, at which location'),
      ...sms.dryRun,
      ...sms.account,
      grant('events', 'dynamodb:Query dynamodb:PutItem', 'a drill', ['call/drill-*']),
      grant('events', 'dynamodb:Query', 'how old the newest checkpoint is', ['checkpoint']),
      grant('readerLogs', 'logs:FilterLogEvents', 'whether both readers have had the drill'),
      grant('account', 'lambda:GetAccountSettings', 'whether enough runs at once'),
      grant('testAlarm', 'cloudwatch:SetAlarmState', 'doctor --ring sets it off'),
      grant('alarmTopic', 'sns:GetTopicAttributes', 'whether anybody has confirmed to be told'),
      grant('trailList', 'cloudtrail:DescribeTrails', 'whether CloudTrail feeds the rules of log-guard'),
      grant('trails', 'cloudtrail:GetTrailStatus cloudtrail:GetEventSelectors', 'the same, trail by trail'),
    ],
  };
};
