import type { Target } from '../../infra/grants.ts';
import type { Statement } from './statements.ts';

/** Which target of the matrix a resource is; undefined when none. */
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
  [/^<KeysNumber\w+\.Arn>$/, 'numberKey'],
  [/^<KeysSubject\w+\.Arn>$/, 'subjectKey'],
  [/^<KeysCheckpoint\w+\.Arn>$/, 'checkpointKey'],
  [/^<CheckpointsBucket\w+\.Arn>\/checkpoints\/\*$/, 'checkpoints'],
  [/event-bus\/EmergencyLine$/, 'bus'],
  [/sms-voice:\S+:(configuration-set\/emergency-line|sender-id\/(EMERGENCY|REPLACE-ME)\/SG)$/, 'texts'],
  [/sms-voice:\S+:notify-configuration\//, 'notifyTexts'],
  [/sms-voice:\S+:message\/\*$/, 'textFeedback'],
  [/mobiletargeting:\S+:apps\/0{32}\/messages$/, 'pinpointTexts'],
  [/mobiletargeting:\S+:phone\/number\/validate$/, 'pinpointLookup'],
  [/stack\/EmergencyLine\/\*$/, 'stack'],
  [/function:EmergencyLine-(OneTimePin|VerifyPin|CheckEmergency|UpdateEmergency)$/, 'calledFunctions'],
  [/:instance\/[0-9a-f-]+\/contact-flow\/\*$/, 'flows'],
  [/:phone-number\/\*$/, 'claimedNumbers'],
  [/log-group:\/aws\/lambda\/EmergencyLine-(Project|Publish):\*$/, 'readerLogs'],
  [/phone-number\/|PhoneNumberArn>$|ContactFlowArn>$|:instance\//, 'phoneNumbers'],
];
/** What only the action tells apart. */
const BY_ACTION: Record<string, Target> = {
  'sms-voice:CarrierLookup': 'numberLookup',
  'sms-voice:DescribeAccountAttributes': 'textAccount',
  'sms-voice:DescribeSpendLimits': 'textAccount',
  'connect:ListContactFlows': 'instances',
};

/** The target of the matrix that a statement's resource is; undefined when it is none. */
export const targetOf = ({ actions: [first = ''] }: Statement, resource: string): Target | undefined =>
  BY_ACTION[first] ?? TARGETS.find(([pattern]) => pattern.test(resource))?.[1];

/** The only resources with a star in them, each without a narrower name. */
export const STARS: [RegExp, string[]][] = [
  [
    /^\*$/,
    [
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
      'sms-voice:CarrierLookup',
      'sms-voice:DescribeAccountAttributes',
      'sms-voice:DescribeAccountLimits',
      'sms-voice:DescribeSpendLimits',
      'sms-voice:DescribeSenderIds',
      'sms-voice:DescribeNotifyConfigurations',
      'sms-voice:ListNotifyCountries',
    ],
  ],
  [/log-group:\S+:\*$/, ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:FilterLogEvents']],
  [/^<FailedRecordsBucket\w+\.Arn>\/aws\/lambda\/\*$/, ['s3:PutObject']],
  [/^<CheckpointsBucket\w+\.Arn>\/checkpoints\/\*$/, ['s3:PutObject', 's3:PutObjectRetention']],
  [/:message\/\*$/, ['sms-voice:PutMessageFeedback']],
  [/:stack\/EmergencyLine\/\*$/, ['cloudformation:DescribeStacks', 'cloudformation:ListStackResources']],
  [/:instance\/[0-9a-f-]+\/contact-flow\/\*$/, ['connect:DescribeContactFlow']],
  [/:phone-number\/\*$/, ['connect:ListPhoneNumbersV2']],
];
