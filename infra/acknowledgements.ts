import { type App, CfnResource, Validations } from 'aws-cdk-lib';
import { instancesOf } from '../domain/config/instances.ts';
import type { Deployment } from './deployment.ts';
import { CONSUMER_NAMES, FUNCTION_NAMES } from './resource-names.ts';
import { stackArns } from './resources.ts';

/** A finding of a rule pack that stays, on the resources whose path matches, and why. */
export type Acknowledgement = { id: string; on: RegExp; reason: string };

const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
const policyOf = (...names: readonly string[]) => new RegExp(`/(${names.join('|')})/Policy/Resource$`);
const FUNCTIONS = /\/Function\/Resource$/;
const TABLES = /\/(EventLog|ReadModels)\/\w+\/Resource$/;
const DEAD_LETTERS = /\/DeadLetters\/Queue\/Resource$/;

const NO_QUEUE =
  'Connect calls synchronously and hears of a failure at once; the stream’s readers leave what they cannot handle in S3; CloudFormation waits for AssociatePhoneNumber’s answer; what one look of SignCheckpoint’s leaves, the next one does a minute later. A queue of failed calls would be empty, or hold callers’ numbers.';

/** What the doctor looks at is named by others. */
const DOCTORS = (line: Deployment): [string, string][] => [
  ...stackArns(line).map((arn): [string, string] => [arn, 'The id at the end is CloudFormation’s.']),
  ...instancesOf(line.config.connect).map((arn): [string, string] => [
    `${arn}/contact-flow/*`,
    'To be read only; a flow that somebody put in the place of ours has an id of its own.',
  ]),
  ['*', 'GetAccountSettings knows no resource.'],
  [
    line.names.arn('sns', `${line.names.stack}-TopicsAlarms*`),
    'The end of a topic’s name is CloudFormation’s.',
  ],
  [line.names.arn('connect', 'phone-number/*'), 'ListPhoneNumbersV2 knows no narrower resource.'],
  ['*', 'DescribeTrails knows no resource.'],
  [
    `arn:${line.names.place.partition}:cloudtrail:*:*:trail/*`,
    'To be looked at only; an organization’s trail is another account’s, and any Region may be its home.',
  ],
  ...CONSUMER_NAMES.map((name): [string, string] => [
    line.names.arn('logs', `log-group:${line.names.logGroup(name)}:*`),
    'The log streams of a reader’s log group, to be read only; Lambda names them.',
  ]),
];

const WILDCARDS = (line: Deployment): Acknowledgement[] => [
  {
    id: wildcard('*'),
    on: policyOf(...FUNCTION_NAMES),
    reason:
      'X-Ray’s PutTraceSegments and PutTelemetryRecords know no resource, nor do End User Messaging’s CarrierLookup and DynamoDB’s ListStreams; AWS’s documents disagree on that of PutMessageFeedback.',
  },
  { id: wildcard('*'), on: policyOf('Operator'), reason: 'CarrierLookup knows no resource.' },
  {
    id: wildcard('*'),
    on: policyOf('Doctor'),
    reason:
      'What describes the account’s texts, or lists all of it, knows no narrower resource; to be read only.',
  },
  ...DOCTORS(line).map(([resource, reason]) => ({ id: wildcard(resource), on: policyOf('Doctor'), reason })),
  ...instancesOf(line.config.connect).map((arn) => ({
    id: wildcard(`${arn}/contact-flow/*`),
    on: policyOf('AssociatePhoneNumber'),
    reason: 'A number is led back to the flow it led to before, whichever that was.',
  })),
  ...FUNCTION_NAMES.map((name) => ({
    id: wildcard(line.names.arn('logs', `log-group:${line.names.logGroup(name)}:*`)),
    on: policyOf(name),
    reason: 'The log streams of the function’s own log group; Lambda names them.',
  })),
  {
    id: wildcard('<CheckpointsBucket6BA0C50D.Arn>/checkpoints/*'),
    on: policyOf('SignCheckpoint'),
    reason: 'A checkpoint is named after the size of the log.',
  },
  ...['aws/lambda', 'parked'].map((folder) => ({
    id: wildcard(`<FailedRecordsBucket8BDE9169.Arn>/${folder}/*`),
    on: policyOf('Project', 'Publish'),
    reason: 'Objects are named after mapping, shard and time by Lambda, after the time by us.',
  })),
];

/** Each finding that stays, with its reason. A test holds the list against what the packs find, so none outlives its finding. */
export const acknowledgements = (line: Deployment): Acknowledgement[] => [
  ...WILDCARDS(line),
  {
    id: 'AwsSolutions-SQS3',
    on: DEAD_LETTERS,
    reason: 'It is the dead-letter queue, of rules and subscriptions; this rule looks for queues only.',
  },
  {
    id: 'Serverless-SQSRedrivePolicy',
    on: DEAD_LETTERS,
    reason: 'It is where redriving ends; an alarm rings at its first message.',
  },
  {
    id: 'Serverless-LambdaAsyncFailureDestination',
    on: /\/(SignCheckpoint|Project)\/Function\/EventInvokeConfig\/Resource$/,
    reason:
      'Called every minute with nothing to say: a call that failed is worth nothing, the next one does all that it left. Alarms ring when it fails again and again.',
  },
  { id: 'Serverless-LambdaDLQ', on: FUNCTIONS, reason: NO_QUEUE },
  { id: 'NIST.800.53.R5-LambdaDLQ', on: FUNCTIONS, reason: NO_QUEUE },
  {
    id: 'NIST.800.53.R5-LambdaConcurrency',
    on: FUNCTIONS,
    reason:
      'A limit would take concurrency from the account for good, and turn callers away in the very emergency they call about. The readers have one batch per shard; an alarm rings when calls are throttled.',
  },
  {
    id: 'NIST.800.53.R5-LambdaInsideVPC',
    on: FUNCTIONS,
    reason:
      'They speak to AWS’s own endpoints over TLS and to nothing else, and hold no network resource. A VPC would add address space, endpoints and a way to fail, and shield nothing.',
  },
  {
    id: 'NIST.800.53.R5-DynamoDBInBackupPlan',
    on: TABLES,
    reason:
      'Point-in-time recovery is on. The log has 35 days of it besides deletion protection and a policy that refuses changes; the board and the directory are made anew from the log; longer backups of keys and numbers would undo an erasure.',
  },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    on: /\/(FailedRecords|AccessLogs|Trail)\/Bucket\/Resource$/,
    reason:
      'Copies of records that stand in the event log, kept for the time it takes to redrive them; who read and wrote buckets; the trail, which is there to feed rules.',
  },
  {
    id: 'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled',
    on: /\/Trail\/Trail\/Resource$/,
    reason: 'The rules of log-guard get its events from EventBridge; nothing reads them from a log group.',
  },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    on: /\/Checkpoints\/Bucket\/Resource$/,
    reason:
      'A checkpoint cannot be taken back for seven years. Its second place is the auditor’s own, who keeps it out of this account’s reach.',
  },
  {
    id: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
    on: /\/AccessLogs\/Bucket\/Resource$/,
    reason: 'S3 delivers access logs to buckets under its own key only.',
  },
  {
    id: 'NIST.800.53.R5-S3DefaultEncryptionKMS',
    on: /\/Checkpoints\/Bucket\/Resource$/,
    reason:
      'A checkpoint is no secret, auditors keep it. Under a key of the customer’s, whoever ended the key would have taken every checkpoint back.',
  },
];

/** Puts the reasons where the packs look for them. */
export const acknowledge = (app: App, reasons: readonly Acknowledgement[]): void => {
  for (const node of app.node.findAll().filter(CfnResource.isCfnResource))
    for (const { id, reason } of reasons.filter(({ on }) => on.test(node.node.path)))
      Validations.of(node).acknowledge({ id, reason });
};
