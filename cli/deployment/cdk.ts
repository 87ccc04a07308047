import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../../infra/project-folder.ts';
import { UserError } from '../output.ts';
import { showProgress } from '../progress.ts';
import { courseOf, progressLine } from './progress.ts';

/** CLI versions that work with the installed aws-cdk-lib (package.json pins one of them). */
const VERSION = /^2\.1148\./;

/** Runs a command to completion and reports each line of its output. */
const run = (
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; signal?: AbortSignal },
  onLine: (line: string) => void,
): Promise<{ status: number; lines: string[] }> =>
  new Promise((resolved, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        onLine(line);
      });
    child
      .on('error', (error) => (options.signal?.aborted ? null : reject(error)))
      .on('close', (status) => resolved({ status: status ?? 1, lines }));
  });

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The first `cdk` of a supported version on the PATH, which ends with the one installed with this product. */
const findCdk = async (cwd: string, env: NodeJS.ProcessEnv): Promise<string> => {
  const found = (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'cdk'))
    .filter(isExecutable);
  const seen: string[] = [];
  for (const cdk of new Set(found)) {
    const { lines } = await run(cdk, ['--version'], { cwd, env }, () => {});
    if (VERSION.test(lines[0] ?? '')) return cdk;
    seen.push(`${cdk} is ${lines[0] ?? 'of unknown version'}`);
  }
  throw new UserError(
    `no CDK CLI of version 2.1148 was found (${seen.join('; ') || 'none on the PATH'}); run: npm ci`,
  );
};

/**
 * Runs the CDK CLI on this configuration and reports its progress line by line. Returns whether it succeeded; a signal ends it.
 * @throws UserError when there is no CDK CLI of a supported version
 */
export const cdk = async (
  args: readonly string[],
  configFile: string,
  report: (line: string) => void,
  signal: AbortSignal,
  environment: Record<string, string> = {},
): Promise<boolean> => {
  const cwd = projectFolder();
  const PATH = [process.env.PATH, join(cwd, 'node_modules/.bin')].filter(Boolean).join(delimiter);
  const env = { ...process.env, ...environment, PATH, LINE_CONFIG: resolve(configFile), NO_COLOR: '1' };
  const command = await findCdk(cwd, env);
  if (signal.aborted) return false;
  const progress = showProgress('resources');
  const { status } = await run(command, args, { cwd, env, signal }, (line) => {
    const [text, course] = [progressLine(line), courseOf(line)];
    progress.clear();
    if (text !== null) report(text);
    if (course) progress.at(course.done, course.total);
  });
  progress.clear();
  return status === 0 && !signal.aborted;
};
