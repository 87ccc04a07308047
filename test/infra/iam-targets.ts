import type { Target } from '../../infra/grants.ts';
import type { Statement } from './statements.ts';

/** Which target of the matrix a resource is; undefined when none. */
const TARGETS: [RegExp, Target][] = [
  [/table\/EmergencyLine-Events$/, 'events'],
  [/table\/EmergencyLine-Events\/index\/byTime$/, 'events/byTime'],
  [/table\/EmergencyLine-EmergencyBoard$/, 'board'],
  [/table\/EmergencyLine-AdminDirectory$/, 'directory'],
  [/table\/EmergencyLine-AdminDirectory\/index\/byNumber$/, 'directory/byNumber'],
  [/table\/EmergencyLine-SubjectKeys$/, 'subjectKeys'],
  [/table\/EmergencyLine-SendBudget$/, 'sendBudget'],
  [/^<KeysPin\w+\.Arn>$/, 'pinKey'],
  [/^<KeysNumber\w+\.Arn>$/, 'numberKey'],
  [/^<KeysSubject\w+\.Arn>$/, 'subjectKey'],
  [/event-bus\/EmergencyLine$/, 'bus'],
  [/sms-voice:\S+:(configuration-set\/emergency-line|sender-id\/EMERGENCY\/SG)$/, 'texts'],
  [/sms-voice:\S+:message\/\*$/, 'textFeedback'],
  [/mobiletargeting:\S+:apps\/0{32}\/messages$/, 'pinpointTexts'],
  [/mobiletargeting:\S+:phone\/number\/validate$/, 'pinpointLookup'],
  [/phone-number\/|PhoneNumberArn>$|ContactFlowArn>$|:instance\//, 'phoneNumbers'],
];
/** The target of the matrix that a statement's resource is; undefined when it is none. */
export const targetOf = ({ actions }: Statement, resource: string): Target | undefined =>
  resource === '*' && actions[0] === 'sms-voice:CarrierLookup'
    ? 'numberLookup'
    : TARGETS.find(([pattern]) => pattern.test(resource))?.[1];

/** The only resources with a star in them, each without a narrower name. */
export const STARS: [RegExp, string[]][] = [
  [/^\*$/, ['xray:PutTelemetryRecords', 'xray:PutTraceSegments', 'sms-voice:CarrierLookup']],
  [/log-group:\S+:\*$/, ['logs:CreateLogStream', 'logs:PutLogEvents']],
  [/^<FailedRecordsBucket\w+\.Arn>\/aws\/lambda\/\*$/, ['s3:PutObject']],
  [/:message\/\*$/, ['sms-voice:PutMessageFeedback']],
];
