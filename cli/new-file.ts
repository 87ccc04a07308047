import { existsSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorName } from '../adapters/error-name.ts';
import { UserError } from './output.ts';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorName(error) === 'EPERM';
  }
};

/** Removes what killed commands left of this file. */
const removeLeftOver = (file: string): void => {
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new UserError(`there is no folder ${folder}; create it, or name another file`);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(file)}.`)) continue;
    const [, pid] = /^\.(\d+)\.part$/.exec(name.slice(basename(file).length)) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true });
  }
};

/** @throws UserError when one of the files exists */
export const requireNew = (...files: string[]): void => {
  for (const file of files)
    if (existsSync(file)) throw new UserError(`${file} already exists; choose another name`);
};

/** The name under which this process writes a file until it is complete; no file of that name exists. */
export const partOf = (file: string): string => {
  removeLeftOver(file);
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  return part;
};

/** Writes a file that has its old contents or all of the new, also when the command is killed; a link stays one. */
export const writeWhole = (path: string, text: string, mode = 0o666): void => {
  const file = existsSync(path) ? realpathSync(path) : path;
  const part = partOf(file);
  try {
    writeFileSync(part, text, { flag: 'wx', mode });
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
};
