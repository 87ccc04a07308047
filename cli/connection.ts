import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { Log } from '../adapters/log.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { type Environment, readEnvironment } from '../handlers/environment.ts';
import { readConfig } from '../handlers/read-config.ts';
import { openClock } from '../local/clock.ts';
import { startLine } from '../local/line.ts';
import { LOCAL_CREDENTIALS } from '../local/resource-names.ts';
import { UP_TO_DATE } from '../use-cases/queries/behind.ts';
import { behindLines } from './behind.ts';
import { UserError } from './output.ts';

/** Where the local line keeps everything, and where its configuration is. An empty variable is one not set. */
export const dataFolder = (): string => process.env.EMERGENCY_LINE_DATA || '.emergency-line';
export const configFile = (): string => process.env.LINE_CONFIG || 'line.config.json';

/** Milliseconds in which a line that runs says something, be it 404. */
const ANSWERS_WITHIN = 2000;

const running = z.object({ pid: z.int(), url: z.string(), environment: z.record(z.string(), z.string()) });
const runningFile = () => join(dataFolder(), 'running.json');

/** Leaves word of a running line for other commands; answers how to take it back. */
export const announce = (url: string, environment: Environment): (() => void) => {
  const found = { ...environment, LINE_CONFIG: resolve(environment.LINE_CONFIG) };
  writeFileSync(runningFile(), JSON.stringify({ pid: process.pid, url, environment: found }));
  return () => rmSync(runningFile(), { force: true });
};

/**
 * The line that runs on this machine with our data folder, or null. A killed line leaves its word behind, so the line is
 * asked itself; the word alone proves nothing, whatever stands in it.
 */
export const runningLine = async (): Promise<z.infer<typeof running> | null> => {
  try {
    const line = running.parse(JSON.parse(readFileSync(runningFile(), 'utf8')));
    process.kill(line.pid, 0);
    await fetch(`${line.url}/api`, { signal: AbortSignal.timeout(ANSWERS_WITHIN) });
    return line;
  } catch {
    return null;
  }
};

const silent: Log = () => {};

const wiresOf = (environment: Environment, now: () => number): AppContext => ({
  environment,
  config: readConfig(environment),
  system: { now, newId: ulid, pause: (milliseconds) => wait(milliseconds) },
  log: silent,
});

type Connection = { ctx: AppContext; close(): Promise<void> };

/**
 * What a command works on: a deployment when the environment names its tables, else the line that runs on this
 * machine, else that line's data, opened for the command.
 */
const connect = async (): Promise<Connection> => {
  if (process.env.EVENTS_TABLE)
    return { ctx: wiresOf(readEnvironment(process.env), Date.now), close: async () => {} };
  const line = await runningLine();
  if (line) {
    for (const [name, value] of Object.entries(LOCAL_CREDENTIALS)) process.env[name] ??= value;
    const { now } = openClock(dataFolder());
    // The line answers when the board and the directory have what was written: who was just enrolled can call.
    const close = async () => void (await fetch(`${line.url}/api/board`));
    return { ctx: wiresOf(readEnvironment(line.environment), now), close };
  }
  const own = await startLine({ folder: dataFolder(), configFile: configFile(), log: silent });
  return {
    ctx: own.ctx,
    close: async () => {
      await own.caughtUp();
      await own.stop();
    },
  };
};

/** A refusal that may rest on a directory which is behind says so; who may not read all of it gets the refusal as it is. */
const refusal = async (ctx: AppContext, error: UserError): Promise<UserError> => {
  const behind = await createQueries(ctx)
    .directoryBehind()
    .catch(() => UP_TO_DATE);
  if (behind.events === 0) return error;
  return new UserError([error.message, ...behindLines('the directory of administrators', behind)].join('\n'));
};

/** Runs a command on the line, wherever it is, and lets go of it afterwards. */
export const onLine = async (work: (connection: Connection) => Promise<void>): Promise<void> => {
  const connection = await connect();
  try {
    await work(connection);
  } catch (error) {
    throw error instanceof UserError ? await refusal(connection.ctx, error) : error;
  } finally {
    await connection.close();
  }
};
