import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ulid } from 'ulid';
import { z } from 'zod';
import type { Log } from '../adapters/log.ts';
import { type Environment, readEnvironment } from '../handlers/environment.ts';
import { readConfig, type Wires } from '../handlers/wiring.ts';
import { openClock } from '../local/clock.ts';
import { startLine } from '../local/line.ts';
import { LOCAL_CREDENTIALS } from '../local/names.ts';

/** Where the local line keeps everything, and where its configuration is. */
export const dataFolder = (): string => process.env.EMERGENCY_LINE_DATA ?? '.emergency-line';
export const configFile = (): string => process.env.LINE_CONFIG ?? 'line.config.json';

const running = z.object({ pid: z.int(), url: z.string(), environment: z.record(z.string(), z.string()) });
const runningFile = () => join(dataFolder(), 'running.json');

/** Leaves word of a running line for other commands; answers how to take it back. */
export const announce = (url: string, environment: Environment): (() => void) => {
  writeFileSync(runningFile(), JSON.stringify({ pid: process.pid, url, environment }));
  return () => rmSync(runningFile(), { force: true });
};

/** The line that runs on this machine with our data folder, or null. */
export const runningLine = (): z.infer<typeof running> | null => {
  if (!existsSync(runningFile())) return null;
  const parsed = running.safeParse(JSON.parse(readFileSync(runningFile(), 'utf8')));
  return parsed.success && isAlive(parsed.data.pid) ? parsed.data : null;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const silent: Log = () => {};

const wiresOf = (environment: Environment, now: () => number): Wires => ({
  environment,
  config: readConfig(environment),
  system: { now, newId: ulid, pause: (milliseconds) => wait(milliseconds) },
  log: silent,
});

export type Connection = { wires: Wires; close(): Promise<void> };

/**
 * What a command works on: a deployment when the environment names its tables, else the line that runs on this
 * machine, else that line's data, opened for the command.
 */
export const connect = async (): Promise<Connection> => {
  if (process.env.EVENTS_TABLE)
    return { wires: wiresOf(readEnvironment(process.env), Date.now), close: async () => {} };
  const line = runningLine();
  if (line) {
    for (const [name, value] of Object.entries(LOCAL_CREDENTIALS)) process.env[name] ??= value;
    const { now } = openClock(dataFolder());
    return { wires: wiresOf(readEnvironment(line.environment), now), close: async () => {} };
  }
  const own = await startLine({ folder: dataFolder(), configFile: configFile(), log: silent });
  return {
    wires: own.wires,
    close: async () => {
      await own.caughtUp();
      await own.stop();
    },
  };
};
