import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { z } from 'zod';
import { errorName } from '../adapters/error-name.ts';
import type { Log } from '../adapters/log.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { type Environment, readEnvironment } from '../handlers/environment.ts';
import { readConfig } from '../handlers/read-config.ts';
import { projectFolder } from '../infra/project-folder.ts';
import { openClock } from '../local/clock.ts';
import { isDataFolder } from '../local/data-folder.ts';
import { startLine } from '../local/line.ts';
import { createOperateHere } from '../local/operate.ts';
import { behindLines } from './behind.ts';
import { lineAt } from './line-at.ts';
import { writeWhole } from './new-file.ts';
import { type Operate, operateBy } from './operate.ts';
import { UserError } from './output.ts';

const CONFIG = 'line.config.json';
const DATA = '.emergency-line';

/** The nearest folder, from the current one up, with a configuration or data; without one, that of the product. */
const homeFolder = (): string => {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if ([CONFIG, DATA].some((name) => existsSync(join(folder, name)))) return folder;
    if (dirname(folder) === folder) return projectFolder();
  }
};

const atHome = (name: string): string => {
  const home = homeFolder();
  return home === process.cwd() ? name : join(home, name);
};

/** The local line's data folder and configuration file. An empty variable counts as unset. */
export const dataFolder = (): string => process.env.EMERGENCY_LINE_DATA || atHome(DATA);
export const configFile = (): string => process.env.LINE_CONFIG || atHome(CONFIG);

const running = z.object({
  pid: z.int(),
  id: z.string(),
  url: z.string(),
  environment: z.record(z.string(), z.string()),
});
const runningFile = () => join(dataFolder(), 'running.json');

/** Records a running line for other commands; returns a function that removes the record. */
export const announce = (url: string, id: string, environment: Environment): (() => void) => {
  const absolute = { ...environment, LINE_CONFIG: resolve(environment.LINE_CONFIG) };
  const record = JSON.stringify({ pid: process.pid, id, url, environment: absolute });
  writeWhole(runningFile(), record, 0o600);
  return () => rmSync(runningFile(), { force: true });
};

const announced = (): z.infer<typeof running> | null => {
  try {
    return running.parse(JSON.parse(readFileSync(runningFile(), 'utf8')));
  } catch {
    return null;
  }
};

/**
 * Finds the line running on this machine with our data folder, or null. A killed line leaves its record behind, and another
 * server may have got its port, so the API must answer with the line's own id.
 */
export const runningLine = async (): Promise<z.infer<typeof running> | null> => {
  const line = announced();
  return line && (await lineAt(line.url))?.id === line.id ? line : null;
};

const silent: Log = () => {};

const contextOf = (environment: Environment, now: () => number): AppContext => ({
  environment,
  config: readConfig(environment),
  system: { now, newId: ulid, pause: (milliseconds) => wait(milliseconds) },
  log: silent,
});

/** `operate` asks for what is written to the log: people read it themselves, and only functions write. */
export type Connection = { ctx: AppContext; operate: Operate; close(): Promise<void> };

/**
 * Connects a command to the deployment that the environment names, else to the line running on this machine, else to that
 * line's data, opened for the command.
 */
const connect = async (): Promise<Connection> => {
  if (isDeployment()) {
    const { ctx, send } = await openDeployment();
    return { ctx, operate: operateBy(send, Date.now), close: async () => {} };
  }
  const line = await runningLine();
  if (line) {
    const { now } = openClock(dataFolder());
    // Its response comes when board and directory are up to date, so that a new administrator can call at once.
    const operate = operateBy((route, body) => post(`${line.url}/api/operate/${route}`, body), now);
    return { ctx: contextOf(readEnvironment(line.environment), now), operate, close: async () => {} };
  }
  const folder = dataFolder();
  // A folder that was mistyped would become a line of its own.
  if (!isDataFolder(folder))
    throw new UserError(
      `there is no line in ${folder}; check EMERGENCY_LINE_DATA, or start a new line there: npx emergency start`,
    );
  const local = await startLine({ folder, configFile: configFile(), log: silent });
  const operateHere = createOperateHere(local.ctx);
  const operate = operateBy(async (route, fields) => {
    const { status, body } = await operateHere(route, fields);
    return { status, body: JSON.stringify(body) };
  }, local.ctx.system.now);
  return {
    ctx: local.ctx,
    operate,
    close: async () => {
      await local.caughtUp();
      await local.stop();
    },
  };
};

/** Whether the environment names a deployment. */
export const isDeployment = (): boolean => Boolean(process.env.EVENTS_TABLE);

/**
 * The deployment that the environment names. Says on standard error whom it acts as: what the log will name, and whose
 * permissions count.
 * @throws UserError without usable credentials
 */
export const openDeployment = async () => {
  const environment = readEnvironment({ ...process.env, LINE_CONFIG: configFile() });
  const ctx = contextOf(environment, Date.now);
  // Their AWS clients are loaded for a deployment only.
  const [{ signedIn }, { signedSend }] = [await import('./signed-in.ts'), await import('./deployed-line.ts')];
  const { principal, credentials } = await signedIn(environment.AWS_REGION, ctx.config);
  process.stderr.write(`Acting as ${principal.arn}\n`);
  return { ctx, send: signedSend(environment, credentials) };
};

const post = async (url: string, body: string) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
};

/** Adds a warning to an error when the directory, on which it may depend, is known to be behind. */
const withWarning = async (ctx: AppContext, error: UserError): Promise<UserError> => {
  const lines = await createQueries(ctx)
    .directoryBehind()
    .then((behind) => behindLines('the directory of administrators', behind))
    .catch((failed: unknown) => [
      `Whether the directory of administrators is up to date could not be read (${errorName(failed)}).`,
    ]);
  return lines.length === 0 ? error : new UserError([error.message, ...lines].join('\n'));
};

/** Runs a command on the line and closes the connection afterwards. */
export const onLine = async (work: (connection: Connection) => Promise<void>): Promise<void> => {
  const connection = await connect();
  try {
    await work(connection);
  } catch (error) {
    throw error instanceof UserError ? await withWarning(connection.ctx, error) : error;
  } finally {
    await connection.close();
  }
};
