import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { instancesOf } from '../domain/config/instances.ts';
import { LAMBDA_NAMES } from '../flows/index.ts';
import { allowedCountries } from './countries.ts';
import type { Deployment } from './deployment.ts';
import type { Keys } from './keys.ts';
import { CONSUMER_NAMES, OPERATOR_FUNCTIONS } from './resource-names.ts';

/**
 * The ARNs of what grants name.
 * @param notify the notify configuration's id, if Notify sends the PINs
 */
export const resourcesOf = (
  line: Deployment,
  keys: Keys,
  checkpoints: Bucket,
  failures: Bucket,
  notify: string | undefined,
) => {
  const { config, names } = line;
  const { arn, tableArn } = names;
  const pinpoint = (resource: string) => arn('mobiletargeting', resource, names.textsRegion);
  return {
    events: [tableArn('events')],
    'events/byTime': [`${tableArn('events')}/index/byTime`],
    'events/byContact': [`${tableArn('events')}/index/byContact`],
    board: [tableArn('board')],
    directory: [tableArn('directory')],
    'directory/byNumber': [`${tableArn('directory')}/index/byNumber`],
    subjectKeys: [tableArn('subjectKeys')],
    sendBudget: [tableArn('sendBudget')],
    pinKey: [keys.pin.keyArn],
    numberKey: keys.numbers.map(({ keyArn }) => keyArn),
    reservationKey: [keys.reservations.keyArn],
    subjectKey: [keys.subject.keyArn],
    checkpointKey: [keys.checkpoint.keyArn],
    checkpoints: [checkpoints.arnForObjects('checkpoints/*')],
    checkpointsBucket: [checkpoints.bucketArn],
    bus: [names.busArn],
    texts: textingArns(line),
    // The service authorization reference has `message/*`, the API reference `*` only: this covers both.
    textFeedback: ['*'],
    notifyTexts: notify === undefined ? [] : [smsArn(line, `notify-configuration/${notify}`)],
    // The action supports no resource.
    numberLookup: ['*'],
    // These actions describe the account, or list everything in it.
    textAccount: ['*'],
    pinpointTexts:
      config.sms.provider === 'pinpoint' ? [pinpoint(`apps/${config.sms.applicationId}/messages`)] : [],
    pinpointLookup: [pinpoint('phone/number/validate')],
    // Set by connect-line.ts.
    phoneNumbers: [],
    // CloudFormation generates the id at the end of a stack's ARN.
    stack: stackArns(line),
    calledFunctions: [...LAMBDA_NAMES, ...OPERATOR_FUNCTIONS].map((name) =>
      arn('lambda', `function:${names.function(name)}`),
    ),
    operate: [arn('lambda', `function:${names.function('Operate')}`)],
    erase: [arn('lambda', `function:${names.function('Erase')}`)],
    instances: instancesOf(config.connect),
    // Connect generates the ids of flows.
    flows: instancesOf(config.connect).map((instance) => `${instance}/contact-flow/*`),
    // The action supports no narrower resource.
    claimedNumbers: [arn('connect', 'phone-number/*')],
    // The action supports no resource.
    account: ['*'],
    testAlarm: [arn('cloudwatch', `alarm:${names.testAlarm}`)],
    // CloudFormation generates the end of the topic's name.
    alarmTopic: [arn('sns', `${names.stack}-TopicsAlarms*`)],
    // Lambda stores discarded records under aws/lambda/, by mapping, shard and time.
    failedRecords: ['parked/*', 'aws/lambda/*'].map((prefix) => failures.arnForObjects(prefix)),
    failedRecordsBucket: [failures.bucketArn],
    // An organization's trail belongs to another account, and its home can be any Region.
    trails: [`arn:${names.partition}:cloudtrail:*:*:trail/*`],
    // The action supports no resource.
    trailList: ['*'],
    readerLogs: CONSUMER_NAMES.map((name) => arn('logs', `log-group:${names.logGroup(name)}:*`)),
  };
};

/** The line's stack, and that of texts if they are sent from another Region. */
export const stackArns = ({ names }: Deployment): string[] => {
  const { stack, region, textsStack, textsRegion } = names;
  const line = names.arn('cloudformation', `stack/${stack}/*`);
  if (textsRegion === region) return [line];
  return [line, names.arn('cloudformation', `stack/${textsStack}/*`, textsRegion)];
};

const smsArn = ({ names }: Deployment, resource: string) =>
  names.arn('sms-voice', resource, names.textsRegion);

/** What Pinpoint sends from: a number or pool, or the sender id in each country. */
export const pinpointIdentityArns = (line: Deployment): string[] => {
  const { sms } = line.config;
  return sms.provider === 'pinpoint' ? identityArns(line, sms.originationIdentity ?? sms.senderId) : [];
};

/** SendTextMessage is authorized against every resource that its request names. */
const textingArns = (line: Deployment): string[] => {
  const { sms } = line.config;
  if (sms.provider !== 'end-user-messaging') return [];
  const { configurationSetName, protectConfigurationId: protect } = sms;
  return [
    smsArn(line, `configuration-set/${configurationSetName}`),
    ...(protect === undefined ? [] : [smsArn(line, `protect-configuration/${protect}`)]),
    ...identityArns(line, sms.originationIdentity),
  ];
};

/** A number or pool by its id; a sender id is a separate resource in each country. */
const identityArns = (line: Deployment, identity: string): string[] => {
  if (identity.startsWith('arn:')) return [identity];
  if (identity.startsWith('phone-')) return [smsArn(line, `phone-number/${identity}`)];
  if (identity.startsWith('pool-')) return [smsArn(line, `pool/${identity}`)];
  return allowedCountries(line.config).map((country) => smsArn(line, `sender-id/${identity}/${country}`));
};
