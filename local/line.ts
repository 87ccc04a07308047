import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import type { Log } from '../adapters/log.ts';
import { sha256 } from '../adapters/sha256.ts';
import { type Config, PLACEHOLDER_IDENTITY } from '../domain/config/config.ts';
import type { BoardRow } from '../domain/emergency/index.ts';
import type { EventStore, LeafLog, LogIdentity } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createNumberLookup } from '../handlers/composition/messaging.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { readConfig } from '../handlers/read-config.ts';
import { displayedBoard } from '../use-cases/queries/board.ts';
import type { BusEvent } from './aws/event-bridge.ts';
import type { ReceivedSms } from './aws/messages.ts';
import { startCheckpointSigning } from './checkpoint-signing.ts';
import { type Clock, openClock } from './clock.ts';
import { type Connect, createConnect } from './connect/index.ts';
import { prepareFolder } from './data-folder.ts';
import { seedDemo } from './demo.ts';
import { startConsumers } from './event-source/consumers.ts';
import { byArn, type Lambdas, lambdasHere } from './lambdas.ts';
import { createOperateHere, type OperateHere } from './operate.ts';
import { publishedFlows } from './published-flows.ts';
import { type Services, startServices } from './services.ts';

/** The whole line in this process. */
export type LocalLine = {
  config: Config;
  ctx: AppContext;
  clock: Clock;
  log: Log;
  connect: Connect;
  store: EventStore;
  leaves: LeafLog;
  identity: LogIdentity;
  services: Services;
  /** What operators may ask of the functions that write; the machine's user is the actor. */
  operate: OperateHere;
  /** What answers rest on, and how far each read model is behind the log. */
  queries: ReturnType<typeof createQueries>;
  /** Resolves when the board, the directory and the bus have all that was in the log when it was called. */
  caughtUp(): Promise<void>;
  /** The same for who must answer whatever became of the readers: waits five seconds at most, and never throws. */
  settled(): Promise<void>;
  board(): Promise<BoardRow[]>;
  messages(number: string): Promise<ReceivedSms[]>;
  bus(): Promise<readonly BusEvent[]>;
  stop(): Promise<void>;
};

/** Milliseconds that an answer waits for the readers of the log; after that it says how far they are behind. */
const PATIENCE = 5000;

const startTimer = (milliseconds: number, fire: () => void) => {
  const timer = setTimeout(fire, milliseconds);
  return () => clearTimeout(timer);
};

const connectOf = (ctx: AppContext, lambdas: Lambdas): Connect => {
  const { config, system } = ctx;
  const { flows, numbers } = publishedFlows(config);
  return createConnect({
    flows: () => flows,
    numbers,
    instanceArn: config.connect.instanceArn,
    invokeLambda: byArn(lambdas),
    now: system.now,
    startTimer,
    newContactId: randomUUID,
    ...(config.languages[0] ? { languageCode: config.languages[0].code } : {}),
  });
};

/**
 * Starts the line: embedded services, the real handlers on them, the stream's consumers, the flows. A new log gets the
 * demo's administrators.
 * @param options.folder where everything is kept; null keeps it in memory
 * @param options.lambdas who runs the Lambdas; this process unless given
 * @throws ConfigError, or what the data folder's keepers say of it when it is damaged or in use; nothing is left running
 */
export const startLine = async (options: {
  folder: string | null;
  configFile: string;
  log: Log;
  lambdas?: (ctx: AppContext, folder: string | null) => Promise<Lambdas>;
}): Promise<LocalLine> => {
  const { folder, configFile, log, lambdas = lambdasHere } = options;
  const config = withSender(readConfig({ LINE_CONFIG: configFile }));
  if (folder !== null) prepareFolder(folder);
  const clock = openClock(folder);
  const services = await startServices(folder, configFile, clock.now);
  const running = [services.close];
  const stop = async () => {
    for (const end of running.toReversed()) await end();
  };
  try {
    const line = await lineOn(services, { config, clock, log, folder, running, lambdas });
    return { ...line, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** The shipped configuration names nothing to text from yet; here its texts come from the sender id. */
const withSender = (config: Config): Config => {
  const { sms } = config;
  return 'originationIdentity' in sms && sms.originationIdentity === PLACEHOLDER_IDENTITY
    ? { ...config, sms: { ...sms, originationIdentity: sms.senderId } }
    : config;
};

type Parts = {
  config: Config;
  clock: Clock;
  log: Log;
  folder: string | null;
  running: (() => Promise<void>)[];
  lambdas: (ctx: AppContext, folder: string | null) => Promise<Lambdas>;
};

/** The line on services that run; what it starts goes into `running`. */
const lineOn = async (
  services: Services,
  { config, clock, log, folder, running, lambdas: start }: Parts,
): Promise<Omit<LocalLine, 'stop'>> => {
  const pause = (milliseconds: number) => wait(randomInt(milliseconds + 1));
  const system = { now: clock.now, newId: ulid, pause };
  const ctx: AppContext = { environment: services.environment, config, system, log };
  const lambdas = await start(ctx, folder);
  const consumers = await startConsumers(ctx, services, folder, lambdas);
  running.push(consumers.stop);
  const queries = createQueries(ctx);
  const { store, leaves, personalData } = queries;
  const lookup = createNumberLookup(ctx);
  await seedDemo({ store, system, personalData, lookup }, config.languages[0]?.code ?? 'en-US');
  const connect = connectOf(ctx, lambdas);
  await consumers.caughtUp();
  const sealing = await startCheckpointSigning(ctx, folder);
  running.push(sealing.stop);
  await sealing.seal();
  const caughtUp = async () => {
    await consumers.caughtUp();
    await sealing.seal();
  };
  const settled = () => Promise.race([caughtUp().catch(() => {}), wait(PATIENCE, undefined, { ref: false })]);
  return {
    config,
    ctx,
    clock,
    log,
    connect,
    store,
    leaves,
    identity: { origin: config.origin, sha256 },
    services,
    operate: createOperateHere(ctx),
    queries,
    caughtUp,
    settled,
    board: async () => {
      await settled();
      return displayedBoard(queries);
    },
    messages: (number) => services.edge.messages(number),
    bus: async () => {
      await settled();
      return services.edge.bus();
    },
  };
};
