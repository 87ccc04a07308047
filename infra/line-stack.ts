import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Config } from '../domain/config/config.ts';
import type { Environment } from '../handlers/environment.ts';
import { publisher } from './alert-publisher.ts';
import { accessLogs, failedRecords } from './buckets.ts';
import { bus } from './bus.ts';
import { busSchemas } from './bus-schemas.ts';
import { checkpointBucket } from './checkpoint-bucket.ts';
import { checkpointSigning } from './checkpoint-signing.ts';
import { connectLine } from './connect-line.ts';
import { consumerSchedules } from './consumer-schedules.ts';
import { deadLetters } from './dead-letters.ts';
import { deliveryProbe } from './delivery-probe.ts';
import type { Deployment } from './deployment.ts';
import { eventLog } from './event-log.ts';
import { type Keys, keys, numberKeyAlias } from './keys.ts';
import { type Bundles, lineFunctions } from './line-functions.ts';
import { logGuard } from './log-guard.ts';
import { messaging } from './messaging.ts';
import { notices } from './notices.ts';
import { observability } from './observability.ts';
import { operatorFunctions } from './operator-functions.ts';
import { operators } from './operators.ts';
import { readModels } from './read-models.ts';
import { resourcesOf } from './resources.ts';
import { streamConsumers } from './stream-consumers.ts';
import { topics } from './topics.ts';
import { trail } from './trail.ts';

/** The stack with all resources of the line in its Region; texts sent from another Region have a separate stack. */
export const lineStack = (app: App, line: Deployment, bundles: Bundles): Stack => {
  const { config, names } = line;
  const { region, account } = names;
  const stack = new Stack(app, names.stack, {
    stackName: names.stack,
    env: { region, account },
    description: `${config.name}: sets and removes contact-centre emergencies by phone, every step on record`,
    terminationProtection: true,
  });
  const lineKeys = keys(stack, line);
  const table = eventLog(stack, line, lineKeys.log);
  readModels(stack, line, lineKeys);
  const notify = sendsFromOwnRegion(line)
    ? messaging(stack, line, lineKeys.operations)
    : configuredNotify(config);
  const accessLogBucket = accessLogs(stack);
  const checkpoints = checkpointBucket(stack, line, accessLogBucket);
  const failures = failedRecords(stack, lineKeys.operations, accessLogBucket);
  const resources = resourcesOf(line, lineKeys, checkpoints, failures, notify);
  const context = { names, keys: lineKeys, resources };
  const environment = environmentOf(line, lineKeys, notify);
  const functions = lineFunctions(stack, line, context, bundles, environment);
  const deadLetterQueue = deadLetters(stack);
  const consumers = streamConsumers(stack, line, context, bundles, environment, { table, failures });
  consumerSchedules(stack, consumers, deadLetterQueue);
  const writers = operatorFunctions(stack, line, context, bundles, environment);
  operators(stack, line, context);
  connectLine(stack, line, context, functions, bundles.AssociatePhoneNumber);
  const signing = { LOG_KEY: lineKeys.checkpoint.keyArn, CHECKPOINT_BUCKET: checkpoints.bucketName };
  const all = { ...environment, ...signing };
  const signer = checkpointSigning(stack, line, context, bundles.SignCheckpoint, all, deadLetterQueue);
  const alertTopics = topics(stack, line, lineKeys.operations, deadLetterQueue);
  const publishAlert = publisher(stack, line, alertTopics, deadLetterQueue, lineKeys.operations);
  const eventBus = bus(stack, line);
  notices(stack, eventBus, publishAlert);
  const { CheckEmergency: checkEmergency } = functions;
  const through = { eventBus, checkEmergency, deadLetterQueue };
  deliveryProbe(stack, line, context, bundles.Probe, environment, through);
  busSchemas(stack, line);
  logGuard(stack, line, lineKeys, checkpoints, publishAlert);
  if (config.deployment.trail) trail(stack, line, lineKeys.operations, accessLogBucket);
  const monitored = {
    functions,
    consumers,
    signer,
    operatorFunctions: writers,
    events: table,
    deadLetters: deadLetterQueue,
  };
  observability(stack, names, monitored, alertTopics.alarms);
  new CfnOutput(stack, 'Environment', {
    description: 'Environment variables of the emergency command for this deployment',
    value: stack.toJsonString({
      ...all,
      OPERATE_URL: writers.Operate.url,
      ERASE_URL: writers.Erase.url,
    }),
  });
  return stack;
};

/** Whether texts are sent from the line's own Region. */
export const sendsFromOwnRegion = ({ names }: Deployment): boolean => names.textsRegion === names.region;

const configuredNotify = ({ sms }: Config) =>
  sms.provider === 'end-user-messaging-notify' ? sms.configurationId : undefined;

/** The deployment's environment variables, for Lambdas and the emergency command. */
const environmentOf = ({ names }: Deployment, lineKeys: Keys, notify: string | undefined) =>
  ({
    EVENTS_TABLE: names.tables.events,
    BOARD_TABLE: names.tables.board,
    DIRECTORY_TABLE: names.tables.directory,
    SUBJECT_KEYS_TABLE: names.tables.subjectKeys,
    SEND_BUDGET_TABLE: names.tables.sendBudget,
    EVENT_BUS: names.bus,
    PIN_KEY: lineKeys.pin.keyArn,
    // One key per year: the handlers append the year.
    NUMBER_KEY: numberKeyAlias(names),
    SUBJECT_KEY: lineKeys.subject.keyArn,
    ...(notify === undefined ? {} : { NOTIFY_CONFIGURATION: notify }),
  }) satisfies Partial<Environment>;
