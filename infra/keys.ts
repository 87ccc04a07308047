import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { type Conditions, deny, except } from './deny.ts';
import type { Deployment } from './deployment.ts';
import type { Names } from './resource-names.ts';

/**
 * `log` and `people` encrypt tables; `subject` wraps each administrator's own key; `pin`, `numbers` and `reservations` make tags;
 * `checkpoint` signs the log; `operations` encrypts logs, alarms and failed records.
 */
export type Keys = Record<'log' | 'people' | 'subject' | 'pin' | 'checkpoint' | 'operations', Key> & {
  numbers: Key[];
  reservations: Key;
};

/** Alias prefix of the keys that tag unknown callers' numbers; `-` and the year follow. */
export const numberKeyAlias = ({ stack }: Names) => `alias/${stack}/number`;

const ED25519 = { keySpec: KeySpec.ECC_NIST_EDWARDS25519, keyUsage: KeyUsage.SIGN_VERIFY };
const HMAC = { keySpec: KeySpec.HMAC_256, keyUsage: KeyUsage.GENERATE_VERIFY_MAC };
/** KMS rotates symmetric keys; it cannot rotate HMAC keys. */
const SYMMETRIC = { enableKeyRotation: true };
type Kind = typeof ED25519 | typeof HMAC | typeof SYMMETRIC;

/** The key of subjects is used with the subject in the encryption context, as adapters/subject-keys.ts does, and in no other way. */
export const FOR_A_SUBJECT: Conditions = { Null: { 'kms:EncryptionContext:subject': 'false' } };

/** Creates the customer managed keys. They are retained with the data they encrypt, but deleted by a rolled-back creation. */
export const keys = (scope: Construct, line: Deployment): Keys => {
  const here = new Construct(scope, 'Keys');
  const key = (name: string, description: string, kind: Kind): Key =>
    new Key(here, name, {
      alias: `${line.names.stack}/${name.toLowerCase()}`,
      description: `${line.names.stack}: ${description}`,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      ...kind,
    });
  const created: Keys = {
    log: key('Log', 'the event log and the board', SYMMETRIC),
    people: key('People', 'the directory and the administrators’ keys', SYMMETRIC),
    subject: key('Subject', 'wraps the administrators’ own keys', SYMMETRIC),
    pin: key('Pin', 'tags of PINs', HMAC),
    numbers: numberYears(line).map((year) =>
      key(`Number-${year}`, `tags of strangers’ numbers in ${year}`, HMAC),
    ),
    reservations: key('Number-Reservations', 'tags of administrators’ numbers, each reserved for one', HMAC),
    checkpoint: key('Checkpoint', 'signs checkpoints of the event log', ED25519),
    operations: key('Operations', 'logs, alarms and failed records', SYMMETRIC),
  };
  const { log, people, subject, pin, numbers, reservations, checkpoint, operations } = created;
  for (const one of [log, people, subject, pin, ...numbers, reservations, checkpoint])
    one.addToResourcePolicy(onlyDeployRoleDeletes(line.deployRole));
  subject.addToResourcePolicy(onlyForASubject);
  for (const statement of onlySignCheckpointSigns(line)) checkpoint.addToResourcePolicy(statement);
  for (const statement of servicesOf(line)) operations.addToResourcePolicy(statement);
  return created;
};

/**
 * The years with a key for tagging numbers: this one and the next, so that one deployment a year is enough. Keys of past
 * years leave the stack and are retained until they are deleted with the deploy role; then the calls of that year can no longer be linked.
 */
const numberYears = ({ year }: Deployment) => [year, year + 1];

/** Deleting or disabling the key erases what it encrypts, which no other control of the table would detect. */
const onlyDeployRoleDeletes = (deployRole: string) =>
  deny(
    'OnlyTheDeployRoleDeletesThisKey',
    ['kms:ScheduleKeyDeletion', 'kms:DisableKey'],
    '*',
    except(deployRole),
  );

/** A data key that was wrapped for one person, or for nobody, opens for no other. */
const onlyForASubject = deny(
  'OnlyForASubject',
  ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'],
  '*',
  { Null: { 'kms:EncryptionContext:subject': 'true' } },
);

/** Another signer could certify a forged history. Checkpoints are signed with pure Ed25519 only. */
const onlySignCheckpointSigns = ({ names }: Deployment) => [
  deny('OnlySignCheckpointSigns', ['kms:Sign'], '*', except(names.roleArn('SignCheckpoint'))),
  deny('OnlyPureEd25519', ['kms:Sign'], '*', {
    StringNotEquals: { 'kms:SigningAlgorithm': 'ED25519_SHA_512' },
  }),
];

/** Permissions of AWS services: to encrypt the line's log groups, and to publish alarms to encrypted topics. */
const servicesOf = ({ names }: Deployment) => [
  logGroupsMayUse(names, names.region),
  new PolicyStatement({
    sid: 'AlarmsToEncryptedTopics',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': names.account } },
  }),
];

export const logGroupsMayUse = (names: Names, region: string) =>
  new PolicyStatement({
    sid: 'LogGroupsOfThisStack',
    principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
    // As https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html requires.
    actions: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:DescribeKey',
    ],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': [
          names.arn('logs', `log-group:/aws/lambda/${names.stack}-*`, region),
          names.arn('logs', `log-group:/${names.stack}/*`, region),
        ],
      },
    },
  });
