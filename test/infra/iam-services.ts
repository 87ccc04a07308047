import type { Target } from '../../infra/grant.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';

/** The statements for the Lambda service, EventBridge and End User Messaging, by id. */
export const SERVICE: Record<string, { roles: readonly string[]; actions: string[]; on: RegExp }> = {
  WritesItsOwnLog: {
    roles: FUNCTION_NAMES,
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    on: /^arn:aws:logs:ap-southeast-1:111122223333:log-group:\/aws\/lambda\/EmergencyLine-\w+:\*$/,
  },
  SendsTraces: {
    roles: FUNCTION_NAMES,
    actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    on: /^\*$/,
  },
  ReadsTheStream: {
    roles: ['Project', 'Publish'],
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    on: /^<EventLogEvents\w+\.StreamArn>$/,
  },
  FindsTheStream: { roles: ['Project', 'Publish'], actions: ['dynamodb:ListStreams'], on: /^\*$/ },
  WritesFailedRecords: {
    roles: ['Project', 'Publish'],
    actions: ['s3:PutObject'],
    on: /^<FailedRecordsBucket\w+\.Arn>\/aws\/lambda\/\*$/,
  },
  FindsTheirBucket: {
    roles: ['Project', 'Publish'],
    actions: ['s3:ListBucket'],
    on: /^<FailedRecordsBucket\w+\.Arn>$/,
  },
  EncryptsThem: {
    roles: ['Project', 'Publish'],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    on: /^<KeysOperations\w+\.Arn>$/,
  },
  PublishesAlerts: {
    roles: ['AlertPublisher'],
    actions: ['sns:Publish'],
    on: /^<Topics(Notices|Alarms)\w+>$/,
  },
  ToEncryptedTopics: {
    roles: ['AlertPublisher'],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    on: /^<KeysOperations\w+\.Arn>$/,
  },
  WritesDeliveryEvents: {
    roles: ['Texts'],
    actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    on: /^<MessagingLogs\w+\.Arn>$/,
  },
};

/** The statements for table keys: each key with the tables it encrypts. */
export const UNLOCKS: Record<string, { key: RegExp; tables: Record<string, Target> }> = {
  TablesUnderTheLogKey: {
    key: /^<KeysLog\w+\.Arn>$/,
    tables: { 'EmergencyLine-Events': 'events', 'EmergencyLine-EmergencyBoard': 'board' },
  },
  TablesUnderThePeopleKey: {
    key: /^<KeysPeople\w+\.Arn>$/,
    tables: {
      'EmergencyLine-AdminDirectory': 'directory',
      'EmergencyLine-SubjectKeys': 'subjectKeys',
      'EmergencyLine-SendBudget': 'sendBudget',
    },
  },
};
