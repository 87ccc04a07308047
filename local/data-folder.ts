import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { errorName } from '../adapters/error-name.ts';
import { ExplainedError } from '../domain/ledger/index.ts';

/** The data folder cannot be created or written. */
export class UnusableFolder extends ExplainedError {
  readonly code = 'UnusableFolder';
}

/** The database is older than what was signed, or gone: to continue would contradict the signed history. */
export class LogWentBack extends ExplainedError {
  readonly code = 'LogWentBack';
}

/** What to do about a database that went back. */
export const wayOut = (folder: string): string =>
  `Restore all of ${folder} from its newest copy; without one, keep it as evidence and start a new line: mv ${folder} ${folder}.old (docs/runbook.md, “The local line does not start”)`;

const FOLDERS = ['aws', 'checkpoints', 'dynamodb', 'failed', 'proof'];
const FILES = ['clock.json', 'line.log', 'running.json'];

/** Whether a line has its data there, be it damaged. */
export const isDataFolder = (folder: string): boolean =>
  FOLDERS.some((name) => existsSync(join(folder, name)));

/**
 * Creates the folder if it is missing, and makes it and all of ours in it readable by its owner only: it holds the local KMS
 * keys, the texts and the directory.
 * @throws UnusableFolder naming the folder and what to do; LogWentBack when its database is gone
 */
export const prepareFolder = (folder: string): void => {
  try {
    const isOurs = !existsSync(folder) || isDataFolder(folder);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOurs) chmodSync(folder, 0o700);
    for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true });
    for (const name of [...FOLDERS, ...FILES]) makePrivate(join(folder, name));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UnusableFolder(
      `${folder} cannot be used as data folder (${errorName(error)}); choose another with EMERGENCY_LINE_DATA, or let this user write there`,
    );
  }
  if (isGone(folder))
    throw new LogWentBack(
      `${join(folder, 'dynamodb')} is empty, but ${folder} has the keys and checkpoints of a log: the database was lost. ${wayOut(folder)}`,
    );
};

/** Does not follow symbolic links. */
const makePrivate = (path: string): void => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found || found.isSymbolicLink()) return;
  chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
  if (found.isDirectory()) for (const name of readdirSync(path)) makePrivate(join(path, name));
};

/** True without a database, but with what only a line that had one leaves behind. */
const isGone = (folder: string): boolean => {
  const level = join(folder, 'dynamodb', 'level');
  if (existsSync(join(folder, 'dynamodb', 'mark'))) return false;
  if (existsSync(level) && readdirSync(level).length > 0) return false;
  const keys = statSync(join(folder, 'aws', 'kms-keys.jsonl'), { throwIfNoEntry: false });
  return (keys?.size ?? 0) > 0 || readdirSync(join(folder, 'proof')).length > 0;
};
