import { randomInt, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import type { Log } from '../adapters/log.ts';
import { sha256 } from '../adapters/sha256.ts';
import type { Config } from '../domain/config/config.ts';
import { PLACEHOLDER_IDENTITY } from '../domain/config/sms.ts';
import type { BoardRow } from '../domain/emergency/index.ts';
import type { EventStore, LeafLog, LogIdentity } from '../domain/ledger/index.ts';
import { type AppContext, endpointOf } from '../handlers/composition/context.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { createVerifyLogPorts } from '../handlers/composition/verifier.ts';
import { readConfig } from '../handlers/read-config.ts';
import { displayedBoard } from '../use-cases/queries/board.ts';
import { type LogReport, verifyLog } from '../use-cases/queries/verify-log.ts';
import type { BusEvent } from './aws/event-bridge.ts';
import type { ReceivedSms } from './aws/messages.ts';
import { anchorsOf, readAnchored, startCheckpointSigning } from './checkpoint-signing.ts';
import { type Clock, openClock } from './clock.ts';
import type { Connect } from './connect/index.ts';
import { prepareFolder } from './data-folder.ts';
import { seedDemo } from './demo.ts';
import { startConsumers } from './event-source/consumers.ts';
import { type Lambdas, localLambdas } from './lambdas.ts';
import { checkLog } from './log-check.ts';
import { createOperateHere, type OperateHere } from './operate.ts';
import { repairBoard } from './repair-board.ts';
import { type Services, startServices } from './services.ts';
import { startConnect } from './start-connect.ts';
import { createTables } from './tables.ts';
import { textEncryption } from './text-encryption.ts';

/** The whole line in this process. */
export type LocalLine = {
  /** Tells this run of the line from every other server. */
  id: string;
  config: Config;
  ctx: AppContext;
  clock: Clock;
  log: Log;
  connect: Connect;
  store: EventStore;
  leaves: LeafLog;
  identity: LogIdentity;
  services: Services;
  /** What the start found damaged in the log, the locations whose rows of the board it repaired, and whom of the demo it enrolled. */
  found: { damaged: string[]; repaired: string[]; enrolled: string[] };
  /** What operators may ask of the functions that write; the machine's user is the actor. */
  operate: OperateHere;
  /** Queries on the read models, and how far each is behind the log. */
  queries: ReturnType<typeof createQueries>;
  /** Resolves when board, directory and bus have all events that were in the log at the call. */
  caughtUp(): Promise<void>;
  /** As `caughtUp`, but waits at most `catchUpTimeout` and never rejects. */
  settled(): Promise<void>;
  board(): Promise<BoardRow[]>;
  /** Verifies the log and everything derived from it. */
  verify(): Promise<LogReport>;
  messages(number: string): Promise<ReceivedSms[]>;
  bus(): Promise<readonly BusEvent[]>;
  stop(): Promise<void>;
};

type LineOptions = {
  /** Data folder; null for memory only. */
  folder: string | null;
  configFile: string;
  log: Log;
  /** Creates the Lambda functions; by default in this process. */
  lambdas?: (ctx: AppContext, folder: string | null) => Promise<Lambdas>;
  /** Milliseconds that a request waits for the read models; after that its reply reports how far they are behind. */
  catchUpTimeout?: number;
};

/**
 * Starts the line: embedded services, the deployed handlers on them, stream consumers, flows. A new log gets the demo's
 * administrators.
 * @throws ConfigError, LogWentBack, or an error of the data folder when it is damaged or in use; nothing is left running
 */
export const startLine = async (options: LineOptions): Promise<LocalLine> => {
  const { folder, configFile, log } = options;
  const config = withSender(readConfig({ LINE_CONFIG: configFile }));
  if (folder !== null) prepareFolder(folder);
  const clock = openClock(folder);
  const started: { ctx: AppContext | null } = { ctx: null };
  const texts = textEncryption(() => started.ctx);
  const services = await startServices(folder, configFile, clock.now, texts);
  const running = [services.close];
  const stop = async () => {
    for (const end of running.toReversed()) await end();
  };
  const pause = (milliseconds: number) => wait(randomInt(milliseconds + 1));
  const system = { now: clock.now, newId: ulid, pause };
  const ctx: AppContext = { environment: services.environment, config, system, log };
  started.ctx = ctx;
  try {
    return {
      id: randomUUID(),
      config,
      ctx,
      clock,
      log,
      services,
      ...(await startOn(services, ctx, options, running)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The shipped configuration has no origination identity yet; the local line sends from the sender id. */
export const withSender = (config: Config): Config => {
  const { sms } = config;
  return 'originationIdentity' in sms && sms.originationIdentity === PLACEHOLDER_IDENTITY
    ? { ...config, sms: { ...sms, originationIdentity: sms.senderId } }
    : config;
};

/** Starts the rest of the line on running services; adds to `running` how to stop it. */
const startOn = async (
  services: Services,
  ctx: AppContext,
  { folder, lambdas: createLambdas = localLambdas, catchUpTimeout = 5000 }: LineOptions,
  running: (() => Promise<void>)[],
) => {
  const { config } = ctx;
  const lambdas = await createLambdas(ctx, folder);
  const damaged = folder === null ? [] : await openLog(ctx, services, folder);
  const consumers = await startConsumers(ctx, services, folder, lambdas);
  running.push(consumers.stop);
  const queries = createQueries(ctx);
  const { store, leaves } = queries;
  const lookup = createNumberLookup(ctx);
  const enrolled = await seedDemo({ ...queries, lookup }, config.languages[0]?.code ?? 'en-US');
  await consumers.caughtUp();
  const repaired = folder === null ? [] : await repairBoard(queries);
  const signing = await startCheckpointSigning(ctx, folder);
  running.push(signing.stop);
  await signing.signIfDue();
  const caughtUp = async () => {
    await consumers.caughtUp();
    await signing.signIfDue();
  };
  const timeout = () => wait(catchUpTimeout, undefined, { ref: false });
  const settled = () => Promise.race([caughtUp().catch(() => {}), timeout()]);
  return {
    connect: startConnect(ctx, lambdas),
    store,
    leaves,
    identity: { origin: config.origin, sha256 },
    found: { damaged, repaired, enrolled },
    operate: createOperateHere(ctx),
    queries,
    caughtUp,
    settled,
    board: async () => {
      await settled();
      return displayedBoard(queries);
    },
    verify: async () => {
      await settled();
      return verifyLog(await createVerifyLogPorts(ctx, anchorsOf(folder)));
    },
    messages: (number: string) => services.fakeAws.messages(number),
    bus: async () => {
      await settled();
      return services.fakeAws.bus();
    },
  };
};

/** Creates missing tables and checks the log before anything is appended to it; returns what is damaged. */
const openLog = async (ctx: AppContext, { environment }: Services, folder: string): Promise<string[]> => {
  await createTables(
    new DynamoDBClient(endpointOf(environment, environment.AWS_ENDPOINT_URL_DYNAMODB)),
    environment,
  );
  return checkLog(ctx, folder, await readAnchored(ctx, join(folder, 'proof')));
};
