import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../../domain/ledger/index.ts';
import {
  type CommitCounterFile,
  createCommitCounter,
  openCommitCounter,
  readCommitCounter,
} from './commit-counter.ts';
import { type LevelDb, openStore, type Store } from './dynalite.ts';
import { damageInLog } from './write-ahead-log.ts';

/** The folder is damaged: to continue would lose acknowledged writes. */
export class DamagedFolder extends ExplainedError {
  readonly code = 'DamagedFolder';
}

/** Another process has the folder open. */
export class FolderInUse extends ExplainedError {
  readonly code = 'FolderInUse';
}

type Damaged = (file: string, fault: string, cause?: unknown) => DamagedFolder;

/**
 * Checks all files and opens the LevelDB in `folder`/level and the commit counter in `folder`/mark; creates both in a new
 * folder. LevelDB detects a missing table file and a bad manifest, but starts silently when its log or CURRENT is
 * missing, cut or garbled, so those are checked here. A damaged folder is left unchanged, except that LevelDB has to
 * read a log to detect that it was cut.
 * @throws DamagedFolder naming the file; FolderInUse naming the folder
 */
export const openFolder = async (folder: string): Promise<{ store: Store; counter: CommitCounterFile }> => {
  const level = join(folder, 'level');
  const counterFile = join(folder, 'mark');
  const damaged: Damaged = (file, fault, cause) =>
    new DamagedFolder(
      `${file}: ${fault}; restore all of ${folder} from a copy, or move it away to start empty: mv ${folder} ${folder}.damaged`,
      { cause },
    );

  mkdirSync(level, { recursive: true });
  const files = readdirSync(level);
  const acknowledged =
    readCommitCounter(counterFile) ?? (files.length > 0 ? null : createCommitCounter(counterFile));
  if (acknowledged === null) throw damaged(counterFile, 'is missing');
  if (Number.isNaN(acknowledged)) throw damaged(counterFile, 'does not hold a number');
  if (acknowledged > 0 && !files.includes('CURRENT')) throw damaged(join(level, 'CURRENT'), 'is missing');
  checkLogs(level, files, damaged);

  const store = openStore({ path: level });
  try {
    await store.db.open();
    await readAll(store.db);
  } catch (error) {
    await store.db.close();
    throw openError(folder, error, damaged);
  }
  const lost = (commits: number) =>
    damaged(level, `the last ${commits} acknowledged commits are missing: its log was cut or removed`);
  return { store, counter: openCommitCounter(counterFile, acknowledged, lost) };
};

const checkLogs = (level: string, files: readonly string[], damaged: Damaged): void => {
  for (const name of files.filter((file) => file.endsWith('.log'))) {
    const file = join(level, name);
    const at = damageInLog(readFileSync(file));
    if (at !== null) throw damaged(file, `is damaged at byte ${at}`);
  }
};

/** Reads every block of every table file, so that LevelDB checks them. */
const readAll = async (db: LevelDb): Promise<void> => {
  for await (const _ of db.keys());
};

const openError = (folder: string, error: unknown, damaged: Damaged): Error => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')
    return new FolderInUse(`${folder} is in use by another process: stop it, or choose another folder`, {
      cause,
    });
  return damaged(join(folder, 'level'), cause instanceof Error ? cause.message : String(cause), cause);
};
