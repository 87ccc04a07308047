import { type App, CfnResource, Validations } from 'aws-cdk-lib';
import { instancesOf } from '../domain/config/instances.ts';
import type { Deployment } from './deployment.ts';
import { CONSUMER_NAMES, FUNCTION_NAMES } from './resource-names.ts';
import { stackArns } from './resources.ts';

/** An accepted finding of a rule pack, on the resources whose path matches, with the reason. */
export type Acknowledgement = { id: string; on: RegExp; reason: string };

const wildcard = (resource: string) => `AwsSolutions-IAM5[Resource::${resource}]`;
const policyOf = (...names: readonly string[]) => new RegExp(`/(${names.join('|')})/Policy/Resource$`);
const FUNCTIONS = /\/Function\/Resource$/;
const TABLES = /\/(EventLog|ReadModels)\/\w+\/Resource$/;
const DEAD_LETTERS = /\/DeadLetters\/Queue\/Resource$/;

const NO_QUEUE =
  'Connect calls synchronously and sees a failure at once; the stream consumers park failed records in S3; CloudFormation waits for AssociatePhoneNumber’s response; operators see the reply of Operate and Erase; SignCheckpoint catches up a minute later; an alarm rings when a probe is missing. A queue of failed calls would be empty, or hold callers’ numbers.';

/** Wildcards of the doctor: AWS or other teams generate the names of what it reads. */
const DOCTORS = (line: Deployment): [string, string][] => [
  ...stackArns(line).map((arn): [string, string] => [arn, 'CloudFormation generates the id at the end.']),
  ...instancesOf(line.config.connect).map((arn): [string, string] => [
    `${arn}/contact-flow/*`,
    'Read-only; a flow that replaced one of ours has an id of its own.',
  ]),
  ['*', 'GetAccountSettings supports no resource.'],
  [
    line.names.arn('sns', `${line.names.stack}-TopicsAlarms*`),
    'CloudFormation generates the end of a topic’s name.',
  ],
  [line.names.arn('connect', 'phone-number/*'), 'ListPhoneNumbersV2 supports no narrower resource.'],
  ['*', 'DescribeTrails supports no resource.'],
  [
    `arn:${line.names.partition}:cloudtrail:*:*:trail/*`,
    'Read-only; an organization’s trail belongs to another account, and its home can be any Region.',
  ],
  ...CONSUMER_NAMES.map((name): [string, string] => [
    line.names.arn('logs', `log-group:${line.names.logGroup(name)}:*`),
    'Read-only; Lambda names the log streams of a consumer’s log group.',
  ]),
];

const WILDCARDS = (line: Deployment): Acknowledgement[] => [
  {
    id: wildcard('*'),
    on: policyOf(...FUNCTION_NAMES),
    reason:
      'X-Ray’s PutTraceSegments and PutTelemetryRecords support no resource, nor do End User Messaging’s CarrierLookup and DynamoDB’s ListStreams; AWS’s documents disagree on PutMessageFeedback.',
  },
  {
    id: wildcard('*'),
    on: policyOf('Doctor'),
    reason:
      'Read-only; actions that describe the account’s texts, or list all of them, support no narrower resource.',
  },
  ...DOCTORS(line).map(([resource, reason]) => ({ id: wildcard(resource), on: policyOf('Doctor'), reason })),
  ...instancesOf(line.config.connect).map((arn) => ({
    id: wildcard(`${arn}/contact-flow/*`),
    on: policyOf('AssociatePhoneNumber'),
    reason: 'A number is associated with its previous flow again, whichever that was.',
  })),
  ...FUNCTION_NAMES.map((name) => ({
    id: wildcard(line.names.arn('logs', `log-group:${line.names.logGroup(name)}:*`)),
    on: policyOf(name),
    reason: 'Lambda names the log streams of the function’s own log group.',
  })),
  {
    id: wildcard('<CheckpointsBucket6BA0C50D.Arn>/checkpoints/*'),
    on: policyOf('SignCheckpoint', 'Operator'),
    reason: 'Checkpoints are named after the size of the log.',
  },
  ...['aws/lambda', 'parked'].map((folder) => ({
    id: wildcard(`<FailedRecordsBucket8BDE9169.Arn>/${folder}/*`),
    on: policyOf('Project', 'Publish'),
    reason: 'Lambda names objects after mapping, shard and time; our code after the time.',
  })),
];

/** Every accepted finding with its reason. A test compares the list with the packs’ findings, so none becomes stale. */
export const acknowledgements = (line: Deployment): Acknowledgement[] => [
  ...WILDCARDS(line),
  {
    id: 'AwsSolutions-SQS3',
    on: DEAD_LETTERS,
    reason: 'This is the dead-letter queue itself, of rules and subscriptions.',
  },
  {
    id: 'Serverless-SQSRedrivePolicy',
    on: DEAD_LETTERS,
    reason: 'This is the dead-letter queue itself; an alarm rings at its first message.',
  },
  {
    id: 'Serverless-LambdaAsyncFailureDestination',
    on: /\/(SignCheckpoint|Project|Publish)\/Function\/EventInvokeConfig\/Resource$/,
    reason:
      'Invoked every minute without input: the next invocation catches up after a failed one. Alarms ring when it fails repeatedly.',
  },
  { id: 'Serverless-LambdaDLQ', on: FUNCTIONS, reason: NO_QUEUE },
  { id: 'NIST.800.53.R5-LambdaDLQ', on: FUNCTIONS, reason: NO_QUEUE },
  {
    id: 'NIST.800.53.R5-LambdaConcurrency',
    on: FUNCTIONS,
    reason:
      'A limit would permanently take concurrency from the account, and reject callers in the very emergency they call about. The consumers process one batch per shard; an alarm rings when calls are throttled.',
  },
  {
    id: 'NIST.800.53.R5-LambdaInsideVPC',
    on: FUNCTIONS,
    reason:
      'They connect only to AWS endpoints, over TLS, and expose no network resource. A VPC would add address space, endpoints and a point of failure, and protect nothing.',
  },
  {
    id: 'NIST.800.53.R5-DynamoDBInBackupPlan',
    on: TABLES,
    reason:
      'Point-in-time recovery is on. The log has 35 days of it besides deletion protection and a policy that refuses changes; the board and the directory can be rebuilt from the log; longer backups of keys and numbers would undo an erasure.',
  },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    on: /\/(FailedRecords|AccessLogs|Trail)\/Bucket\/Resource$/,
    reason:
      'Copies of records that are in the event log, until they are redriven; access logs; a trail that only feeds rules.',
  },
  {
    id: 'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled',
    on: /\/Trail\/Trail\/Resource$/,
    reason: 'The rules of log-guard get its events through EventBridge; nothing reads a log group.',
  },
  {
    id: 'NIST.800.53.R5-S3BucketReplicationEnabled',
    on: /\/Checkpoints\/Bucket\/Resource$/,
    reason:
      'A checkpoint cannot be deleted for seven years. The second copy is the auditor’s, outside this account.',
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
      'A checkpoint is not secret. Under a customer key, deleting the key would make every checkpoint unreadable.',
  },
];

/** Acknowledges each finding on the resources it applies to. */
export const acknowledge = (app: App, reasons: readonly Acknowledgement[]): void => {
  for (const node of app.node.findAll().filter(CfnResource.isCfnResource))
    for (const { id, reason } of reasons.filter(({ on }) => on.test(node.node.path)))
      Validations.of(node).acknowledge({ id, reason });
};
