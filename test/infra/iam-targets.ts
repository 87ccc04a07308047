import type { Target } from '../../infra/grant.ts';
import type { Statement } from './statements.ts';

/** The grant target of a resource, by its ARN. */
const TARGETS: [RegExp, Target][] = [
  [/table\/EmergencyLine-Events$/, 'events'],
  [/table\/EmergencyLine-Events\/index\/byTime$/, 'events/byTime'],
  [/table\/EmergencyLine-Events\/index\/byContact$/, 'events/byContact'],
  [/table\/EmergencyLine-EmergencyBoard$/, 'board'],
  [/table\/EmergencyLine-AdminDirectory$/, 'directory'],
  [/table\/EmergencyLine-AdminDirectory\/index\/byNumber$/, 'directory/byNumber'],
  [/table\/EmergencyLine-SubjectKeys$/, 'subjectKeys'],
  [/table\/EmergencyLine-SendBudget$/, 'sendBudget'],
  [/^<KeysPin\w+\.Arn>$/, 'pinKey'],
  [/^<KeysNumberReservations\w+\.Arn>$/, 'reservationKey'],
  [/^<KeysNumber\w+\.Arn>$/, 'numberKey'],
  [/^<KeysSubject\w+\.Arn>$/, 'subjectKey'],
  [/^<KeysCheckpoint\w+\.Arn>$/, 'checkpointKey'],
  [/^<CheckpointsBucket\w+\.Arn>\/checkpoints\/\*$/, 'checkpoints'],
  [/^<CheckpointsBucket\w+\.Arn>$/, 'checkpointsBucket'],
  [/^<FailedRecordsBucket\w+\.Arn>\/(aws\/lambda|parked)\/\*$/, 'failedRecords'],
  [/^<FailedRecordsBucket\w+\.Arn>$/, 'failedRecordsBucket'],
  [/event-bus\/EmergencyLine$/, 'bus'],
  [/sms-voice:\S+:(configuration-set\/EmergencyLine|sender-id\/(EMERGENCY|REPLACE-ME)\/SG)$/, 'texts'],
  [/sms-voice:\S+:notify-configuration\//, 'notifyTexts'],
  [/mobiletargeting:\S+:apps\/0{32}\/messages$/, 'pinpointTexts'],
  [/mobiletargeting:\S+:phone\/number\/validate$/, 'pinpointLookup'],
  [/stack\/EmergencyLine\/\*$/, 'stack'],
  [/function:EmergencyLine-(OneTimePin|VerifyPin|CheckEmergency|UpdateEmergency)$/, 'calledFunctions'],
  [/function:EmergencyLine-Operate$/, 'operate'],
  [/function:EmergencyLine-Erase$/, 'erase'],
  [/:instance\/[0-9a-f-]+\/contact-flow\/\*$/, 'flows'],
  [/:phone-number\/\*$/, 'claimedNumbers'],
  [/cloudtrail:\*:\*:trail\/\*$/, 'trails'],
  [/log-group:\/aws\/lambda\/EmergencyLine-(Project|Publish):\*$/, 'readerLogs'],
  [/alarm:EmergencyLine-dead-letters$/, 'testAlarm'],
  [/sns:\S+:EmergencyLine-TopicsAlarms\*$/, 'alarmTopic'],
  [/phone-number\/|PhoneNumberArn>$/, 'phoneNumbers'],
];
/** Targets that only the action identifies. */
const BY_ACTION: Record<string, Target> = {
  'sms-voice:CarrierLookup': 'numberLookup',
  'sms-voice:DescribeAccountAttributes': 'textAccount',
  'sms-voice:DescribeSpendLimits': 'textAccount',
  'lambda:GetAccountSettings': 'account',
  'cloudtrail:DescribeTrails': 'trailList',
  'sms-voice:PutMessageFeedback': 'textFeedback',
  'connect:ListFlowAssociations': 'instances',
  'lambda:GetPolicy': 'calledFunctions',
};

/** The grant target of a statement's resource, or undefined. */
export const targetOf = ({ actions: [first = ''] }: Statement, resource: string): Target | undefined =>
  BY_ACTION[first] ?? TARGETS.find(([pattern]) => pattern.test(resource))?.[1];

/** The allowed wildcard resources, with the actions that support no narrower one. */
export const STARS: [RegExp, string[]][] = [
  [
    /^\*$/,
    [
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
      'sms-voice:CarrierLookup',
      'lambda:GetAccountSettings',
      'sms-voice:PutMessageFeedback',
      'dynamodb:ListStreams',
      'cloudtrail:DescribeTrails',
      'sms-voice:DescribeAccountAttributes',
      'sms-voice:DescribeAccountLimits',
      'sms-voice:DescribeSpendLimits',
      'sms-voice:DescribeSenderIds',
      'sms-voice:DescribeNotifyConfigurations',
      'sms-voice:ListNotifyCountries',
    ],
  ],
  [/:EmergencyLine-TopicsAlarms\*$/, ['sns:GetTopicAttributes']],
  [/log-group:\S+:\*$/, ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:FilterLogEvents']],
  [
    /^<FailedRecordsBucket\w+\.Arn>\/(aws\/lambda|parked)\/\*$/,
    ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
  ],
  [
    /^<CheckpointsBucket\w+\.Arn>\/checkpoints\/\*$/,
    ['s3:PutObject', 's3:PutObjectRetention', 's3:GetObject', 's3:GetObjectVersion'],
  ],
  [/:stack\/EmergencyLine\/\*$/, ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources']],
  [
    /:instance\/[0-9a-f-]+\/contact-flow\/\*$/,
    ['connect:ListContactFlows', 'connect:DescribeContactFlow', 'connect:AssociatePhoneNumberContactFlow'],
  ],
  [/:phone-number\/\*$/, ['connect:ListPhoneNumbersV2']],
  [/cloudtrail:\*:\*:trail\/\*$/, ['cloudtrail:GetTrailStatus', 'cloudtrail:GetEventSelectors']],
];
