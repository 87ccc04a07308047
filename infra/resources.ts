import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Config } from '../domain/config/config.ts';
import { instancesOf } from '../domain/config/instances.ts';
import { LAMBDA_NAMES } from '../flows/index.ts';
import { allowedCountries } from './countries.ts';
import type { Deployment } from './deployment.ts';
import type { Target } from './grant.ts';
import type { Keys } from './keys.ts';
import { CONSUMER_NAMES } from './resource-names.ts';

/**
 * The ARNs behind what grants name.
 * @param notify the notify configuration's id, when PINs are sent by Notify
 */
export const resourcesOf = (
  line: Deployment,
  keys: Keys,
  checkpoints: Bucket,
  failures: Bucket,
  notify: string | undefined,
): Record<Target, string[]> => {
  const { config, names } = line;
  const { tableArn } = names;
  const sms = smsArn(line);
  const pinpoint = (resource: string) =>
    names.arn('mobiletargeting', resource, smsRegion(config, names.region));
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
    subjectKey: [keys.subject.keyArn],
    checkpointKey: [keys.checkpoint.keyArn],
    checkpoints: [checkpoints.arnForObjects('checkpoints/*')],
    bus: [names.busArn],
    texts: textingArns(config, sms),
    // The authorization reference names `message/*`, the API's own page says the action takes `*` only: this works either way.
    textFeedback: ['*'],
    notifyTexts: notify === undefined ? [] : [sms(`notify-configuration/${notify}`)],
    // The service knows no resource for a look-up.
    numberLookup: ['*'],
    // What these describe is the account, or a list of all there is.
    textAccount: ['*'],
    pinpointTexts:
      config.sms.provider === 'pinpoint' ? [pinpoint(`apps/${config.sms.applicationId}/messages`)] : [],
    pinpointLookup: [pinpoint('phone/number/validate')],
    // Known when the flows are: connect-line.ts.
    phoneNumbers: [],
    // The end of a stack's ARN is an id that CloudFormation makes.
    stack: stackArns(line),
    calledFunctions: LAMBDA_NAMES.map((name) => names.arn('lambda', `function:${names.function(name)}`)),
    instances: instancesOf(config.connect),
    // One that somebody put in the place of ours has an id of its own.
    flows: instancesOf(config.connect).map((arn) => `${arn}/contact-flow/*`),
    // The call knows no narrower resource.
    claimedNumbers: [names.arn('connect', 'phone-number/*')],
    // The call knows no resource.
    account: ['*'],
    testAlarm: [names.arn('cloudwatch', `alarm:${names.testAlarm}`)],
    // CloudFormation names the topic.
    alarmTopic: [names.arn('sns', `${names.stack}-TopicsAlarms*`)],
    // Lambda keeps what it gave up under aws/lambda/, by mapping, shard and time.
    failedRecords: ['parked/*', 'aws/lambda/*'].map((keys) => failures.arnForObjects(keys)),
    failedRecordsBucket: [failures.bucketArn],
    // Those of the organization are another account's, and their home may be any Region.
    trails: [`arn:${names.partition}:cloudtrail:*:*:trail/*`],
    // The call knows no resource.
    trailList: ['*'],
    readerLogs: CONSUMER_NAMES.map((name) => names.arn('logs', `log-group:${names.logGroup(name)}:*`)),
  };
};

/** The line's stack, and that of texts when they leave from another Region. */
export const stackArns = ({ config, names }: Deployment): string[] => {
  const arn = (stack: string, region: string) => names.arn('cloudformation', `stack/${stack}/*`, region);
  const { region } = names;
  const textsFrom = smsRegion(config, region);
  return [arn(names.stack, region), ...(textsFrom === region ? [] : [arn(names.textsStack, textsFrom)])];
};

export const smsRegion = ({ sms }: Config, region: string): string => sms.region ?? region;

const smsArn =
  ({ config, names }: Deployment) =>
  (resource: string) =>
    names.arn('sms-voice', resource, smsRegion(config, names.region));

/** What Pinpoint sends from: a number or pool, or the sender id in each of the countries. */
export const pinpointIdentityArns = (line: Deployment): string[] => {
  const { sms } = line.config;
  if (sms.provider !== 'pinpoint') return [];
  return identityArns(sms.originationIdentity ?? sms.senderId, allowedCountries(line.config), smsArn(line));
};

/** SendTextMessage is checked against everything its request names. */
const textingArns = ({ sms, ...config }: Config, arn: (resource: string) => string): string[] => {
  if (sms.provider !== 'end-user-messaging') return [];
  const { configurationSetName, protectConfigurationId, originationIdentity: identity } = sms;
  return [
    arn(`configuration-set/${configurationSetName}`),
    ...(protectConfigurationId === undefined ? [] : [arn(`protect-configuration/${protectConfigurationId}`)]),
    ...identityArns(identity, allowedCountries({ ...config, sms }), arn),
  ];
};

/** A number or pool by its id; a sender id is a resource of its own in each country. */
const identityArns = (identity: string, countries: string[], arn: (resource: string) => string): string[] => {
  if (identity.startsWith('arn:')) return [identity];
  if (identity.startsWith('phone-')) return [arn(`phone-number/${identity}`)];
  if (identity.startsWith('pool-')) return [arn(`pool/${identity}`)];
  return countries.map((country) => arn(`sender-id/${identity}/${country}`));
};
