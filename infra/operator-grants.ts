import { type Grant, grant } from './grant.ts';
import type { OperatorRole } from './resource-names.ts';
import type { smsGrants } from './sms-grants.ts';

/** A request to a function URL needs both; the second is granted for function URLs only (policies.ts). */
const INVOKE_URL = 'lambda:InvokeFunctionUrl lambda:InvokeFunction';
const REBUILD = 'dynamodb:Scan dynamodb:PutItem dynamodb:DeleteItem';
const DESCRIBE_TABLE = 'dynamodb:DescribeTable dynamodb:DescribeContinuousBackups';
const DESCRIBE_STACK = 'cloudformation:DescribeStacks cloudformation:ListStackResources';

/** The permissions of people's roles. They read; whatever they write, they request from `Operate` or `Erase`. */
export const operatorGrants = (sms: ReturnType<typeof smsGrants>): Record<OperatorRole, Grant[]> => ({
  Operator: [
    grant('operate', INVOKE_URL, 'requests everything that is written'),
    grant('events', 'dynamodb:Query dynamodb:Scan dynamodb:BatchGetItem', 'verify, export, history'),
    grant('events/byContact', 'dynamodb:Query', 'story'),
    grant('events/byTime', 'dynamodb:Query', 'history: events without a leaf'),
    grant('checkpointKey', 'kms:GetPublicKey', 'the public key for auditors'),
    grant('checkpointsBucket', 's3:ListBucketVersions', 'verify: every version of every anchored checkpoint'),
    grant('checkpoints', 's3:GetObjectVersion', 'the same'),
    grant('board', 'dynamodb:Scan', 'board; verify'),
    grant('directory', 'dynamodb:Scan', 'admin list; verify'),
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
  Eraser: [grant('erase', INVOKE_URL, 'requests an erasure, and nothing else')],
  Doctor: [
    grant('stack', DESCRIBE_STACK, 'its status, its tables, the claimed numbers'),
    grant('events', `${DESCRIBE_TABLE} dynamodb:GetResourcePolicy`, 'the log’s protection'),
    grant(
      'subjectKeys',
      `${DESCRIBE_TABLE} dynamodb:GetResourcePolicy dynamodb:GetItem dynamodb:Scan`,
      'the same of the administrators’ keys; compares the directory with the log by them',
    ),
    grant('subjectKey', 'kms:Decrypt', 'unwraps those keys'),
    grant(
      'board',
      'dynamodb:Scan dynamodb:GetResourcePolicy',
      'which locations were ever set; compares it with the log; who may write it',
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
      'administrators by location; compares it with the log; who may write it',
    ),
    ...sms.dryRun,
    ...sms.account,
    grant('operate', INVOKE_URL, 'asks for a probe'),
    grant(
      'events',
      'dynamodb:Query',
      'how old the newest checkpoint is; which locations are in an emergency; compares board and directory',
      ['checkpoint', 'location/*', 'admin/*'],
    ),
    grant('events/byTime', 'dynamodb:Query', 'how many PINs were entered too late'),
    grant('readerLogs', 'logs:FilterLogEvents', 'whether both consumers processed the probe'),
    grant('account', 'lambda:GetAccountSettings', 'the concurrency quota'),
    grant('testAlarm', 'cloudwatch:SetAlarmState', 'doctor --ring triggers it'),
    grant('alarmTopic', 'sns:GetTopicAttributes', 'whether a subscription is confirmed'),
    grant('trailList', 'cloudtrail:DescribeTrails', 'whether CloudTrail feeds the rules of log-guard'),
    grant('trails', 'cloudtrail:GetTrailStatus cloudtrail:GetEventSelectors', 'the same, trail by trail'),
  ],
});
