import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import type { Config } from '../domain/config/config.ts';
import type { Environment } from '../handlers/environment.ts';
import { accessLogs } from './access-logs.ts';
import { publisher } from './alert-publisher.ts';
import { bus } from './bus.ts';
import { busSchemas } from './bus-schemas.ts';
import { checkpointBucket } from './checkpoint-bucket.ts';
import { checkpointSigning } from './checkpoint-signing.ts';
import { connectLine } from './connect-line.ts';
import { deadLetters } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { eventLog } from './event-log.ts';
import { failedRecords } from './failed-records.ts';
import { type Keys, keys, numberKeyAlias } from './keys.ts';
import { type Bundles, lineFunctions } from './line-functions.ts';
import { logGuard } from './log-guard.ts';
import { messaging } from './messaging.ts';
import { notices } from './notices.ts';
import { observability } from './observability.ts';
import { operators } from './operators.ts';
import { readModels } from './read-models.ts';
import { resourcesOf, smsRegion } from './resources.ts';
import { rowRebuild } from './row-rebuild.ts';
import { streamConsumers } from './stream-consumers.ts';
import { topics } from './topics.ts';
import { trail } from './trail.ts';

/** All resources of the line in its Region; texts sent from another Region have a stack of their own. */
export const lineStack = (app: App, line: Deployment, bundles: Bundles): Stack => {
  const { config, names } = line;
  const { region, account } = names;
  const stack = new Stack(app, names.stack, {
    stackName: names.stack,
    env: { region, account },
    description: `${config.name}: sets and removes contact-centre emergencies by phone, every step on record`,
    terminationProtection: true,
  });
  const own = keys(stack, line);
  const table = eventLog(stack, line, own.log);
  readModels(stack, line, own);
  const notify = sendsFromOwnRegion(line)
    ? messaging(stack, line, own.operations)
    : givenConfiguration(config);
  const accesses = accessLogs(stack);
  const checkpoints = checkpointBucket(stack, line, accesses);
  const failures = failedRecords(stack, own.operations, accesses);
  const resources = resourcesOf(line, own, checkpoints, failures, notify);
  const context = { names, keys: own, resources };
  const environment = environmentOf(line, own, notify);
  const functions = lineFunctions(stack, line, context, bundles, environment);
  const deadLetterQueue = deadLetters(stack);
  const consumers = streamConsumers(stack, line, context, bundles, environment, { table, failures });
  rowRebuild(stack, consumers.Project, deadLetterQueue);
  operators(stack, line, context);
  connectLine(stack, line, context, functions, bundles.AssociatePhoneNumber);
  const signing = { LOG_KEY: own.checkpoint.keyArn, CHECKPOINT_BUCKET: checkpoints.bucketName };
  const all = { ...environment, ...signing };
  const signer = checkpointSigning(stack, line, context, bundles.SignCheckpoint, all, deadLetterQueue);
  const alertTopics = topics(stack, line, own.operations, deadLetterQueue);
  const publishAlert = publisher(stack, line, alertTopics, deadLetterQueue, own.operations);
  notices(stack, bus(stack, line), publishAlert);
  busSchemas(stack, line);
  logGuard(stack, line, own, checkpoints, publishAlert);
  if (config.deployment.trail) trail(stack, line, own.operations, accesses);
  const monitored = { functions, consumers, signer, events: table, deadLetters: deadLetterQueue };
  observability(stack, names, monitored, alertTopics.alarms);
  new CfnOutput(stack, 'Environment', {
    description: 'Environment variables of the emergency command for this deployment',
    value: stack.toJsonString(all),
  });
  return stack;
};

/** Whether texts are sent from the line's own Region. */
export const sendsFromOwnRegion = ({ config, names }: Deployment): boolean =>
  smsRegion(config, names.region) === names.region;

const givenConfiguration = ({ sms }: Config) =>
  sms.provider === 'end-user-messaging-notify' ? sms.configurationId : undefined;

/** The deployment's environment variables, for Lambdas and the emergency command. */
const environmentOf = ({ names }: Deployment, own: Keys, notify: string | undefined) =>
  ({
    EVENTS_TABLE: names.tables.events,
    BOARD_TABLE: names.tables.board,
    DIRECTORY_TABLE: names.tables.directory,
    SUBJECT_KEYS_TABLE: names.tables.subjectKeys,
    SEND_BUDGET_TABLE: names.tables.sendBudget,
    EVENT_BUS: names.bus,
    PIN_KEY: own.pin.keyArn,
    // A key a year; the handlers add the year.
    NUMBER_KEY: numberKeyAlias(names),
    SUBJECT_KEY: own.subject.keyArn,
    ...(notify === undefined ? {} : { NOTIFY_CONFIGURATION: notify }),
  }) satisfies Partial<Environment>;
