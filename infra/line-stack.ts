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

/** The line in one Region: everything but texts that are sent from another. */
export const lineStack = (app: App, line: Deployment, bundles: Bundles): Stack => {
  const { config, names } = line;
  const { region, account } = names.place;
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
  const undelivered = deadLetters(stack);
  const consumers = streamConsumers(stack, line, context, bundles, environment, { table, failures });
  rowRebuild(stack, consumers.Project, undelivered);
  operators(stack, line, context);
  connectLine(stack, line, context, functions, bundles.AssociatePhoneNumber);
  const proof = { LOG_KEY: own.checkpoint.keyArn, CHECKPOINT_BUCKET: checkpoints.bucketName };
  const all = { ...environment, ...proof };
  const sealer = checkpointSigning(stack, line, context, bundles.SignCheckpoint, all, undelivered);
  const told = topics(stack, line, own.operations, undelivered);
  const tell = publisher(stack, line, told, undelivered, own.operations);
  notices(stack, bus(stack, line), tell);
  busSchemas(stack, line);
  logGuard(stack, line, own, checkpoints, tell);
  if (config.deployment.trail) trail(stack, line, own.operations, accesses);
  const watched = { functions, consumers, sealer, events: table, deadLetters: undelivered };
  observability(stack, names, watched, told.alarms);
  new CfnOutput(stack, 'Environment', {
    description: 'What the emergency command is told by its environment, to work on this deployment',
    value: stack.toJsonString(all),
  });
  return stack;
};

/** Whether texts leave from the line's own Region; if not, they have a stack of their own there. */
export const sendsFromOwnRegion = ({ config, names }: Deployment): boolean =>
  smsRegion(config, names.place.region) === names.place.region;

const givenConfiguration = ({ sms }: Config) =>
  sms.provider === 'end-user-messaging-notify' ? sms.configurationId : undefined;

/** What a Lambda, and the emergency command, is told of the deployment; the Region it knows already. */
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
