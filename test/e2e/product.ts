import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { inherited } from '../kit/inherited-env.ts';

/** What a command of the product did. */
export type Ran = { code: number | null; stdout: string; stderr: string };

/** A line that runs in a process of its own. */
export type RunningLine = {
  url: string;
  pid: number;
  /** All it has printed so far. */
  printed(): string;
  /** Resolves, when it has ended, to its exit status; null when a signal ended it. */
  kill(signal: NodeJS.Signals): Promise<number | null>;
};

type Env = Record<string, string>;

const CLI = join(import.meta.dirname, '../../cli/emergency.mjs');
const children = new Set<ChildProcess>();
const folders: string[] = [];

/** Ends and removes what the tests of a file have left (setup.ts). */
export const removeLeftovers = (): void => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

/** A new folder, removed after the tests of the file. */
export const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'emergency-line-'));
  folders.push(folder);
  return folder;
};

const begin = (args: readonly string[], env: Env) => {
  const child = spawn(process.execPath, [CLI, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited(), EMERGENCY_LINE_DATA: newFolder(), ...env },
  });
  children.add(child);
  const ran: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    ran.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    ran.stderr += text;
  });
  const ended = once(child, 'close').then(([code]): Ran => {
    children.delete(child);
    return { ...ran, code };
  });
  return { child, ran, ended };
};

/** `emergency …` in a process of its own, on an empty data folder unless the environment names one. */
export const emergency = (args: readonly string[], env: Env = {}): Promise<Ran> => begin(args, env).ended;

const greeting = z.looseObject({ url: z.string() });

/** `emergency start` on a free port. @throws when it ends instead, with what it said */
export const startProcess = async (folder: string, env: Env = {}): Promise<RunningLine> => {
  const { child, ran, ended } = begin(['start', '--json'], {
    EMERGENCY_LINE_DATA: folder,
    PORT: '0',
    ...env,
  });
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on('data', () => ran.stdout.includes('\n') && resolve());
  });
  await Promise.race([greeted, ended]);
  if (!ran.stdout.includes('\n')) throw new Error(`the line did not start: ${ran.stderr}`);
  return {
    url: greeting.parse(JSON.parse(ran.stdout)).url,
    pid: child.pid ?? 0,
    printed: () => ran.stdout + ran.stderr,
    kill: async (signal) => {
      child.kill(signal);
      return (await ended).code;
    },
  };
};

/** Begins to start on the folder and is killed so many milliseconds later, wherever that is. */
export const killedWhileStarting = async (folder: string, milliseconds: number): Promise<void> => {
  const { child, ended } = begin(['start', '--json'], { EMERGENCY_LINE_DATA: folder, PORT: '0' });
  await Promise.race([after(milliseconds), ended]);
  child.kill('SIGKILL');
  await ended;
};
