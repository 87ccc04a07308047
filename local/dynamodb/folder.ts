import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from '../../domain/ledger/index.ts';
import {
  type CommitCounterFile,
  createCommitCounter,
  openCommitCounter,
  readCommitCounter,
} from './commit-counter.ts';
import { isDiskFull, isForbidden } from './disk.ts';
import { openStore, type Store } from './dynalite.ts';
import { finishMove, moveSeparateTables } from './move-separate-tables.ts';
import { readItems, type SeparateTables, writeItems } from './separate-tables.ts';
import { damageInTable } from './table-file.ts';
import { damageInLog } from './write-ahead-log.ts';

/** The folder is damaged: to continue would lose acknowledged writes. */
export class DamagedFolder extends ExplainedError {
  readonly code = 'DamagedFolder';
}

/** Another process has the folder open. */
export class FolderInUse extends ExplainedError {
  readonly code = 'FolderInUse';
}

/** The folder cannot be read or written, for a reason other than damage. */
export class UnreachableFolder extends ExplainedError {
  readonly code = 'UnreachableFolder';
}

type Damaged = (file: string, fault: string, cause?: unknown) => DamagedFolder;

/**
 * Checks all files and opens the LevelDB in `folder`/level and the commit counter in `folder`/mark; creates both in a new
 * folder. LevelDB detects a missing table file, but serves a damaged one, and starts silently when its log or CURRENT is
 * missing, cut or garbled, so every block of every file is checked here. A damaged folder is left unchanged, except that
 * LevelDB has to read a log to detect that it was cut.
 * @throws DamagedFolder naming the file; FolderInUse, UnreachableFolder naming the folder
 */
export const openFolder = async (
  folder: string,
  separate: SeparateTables,
): ReturnType<typeof openChecked> => {
  try {
    return await openChecked(folder, separate);
  } catch (error) {
    throw error instanceof ExplainedError || !(isForbidden(error) || isDiskFull(error))
      ? error
      : unusable(folder, error);
  }
};

/** The file of the tables that are stored in a file of their own. */
export const itemsFile = (folder: string): string => join(folder, 'subject-keys.json');

const openChecked = async (
  folder: string,
  separate: SeparateTables,
): Promise<{ store: Store; counter: CommitCounterFile }> => {
  const level = join(folder, 'level');
  const counterFile = join(folder, 'mark');
  const damaged: Damaged = (file, fault, cause) =>
    new DamagedFolder(
      `${file}: ${fault}; restore all of ${folder} from a copy, with all other files of the data folder; or move the whole data folder away to start a new line (docs/runbook.md, “The local line does not start”)`,
      { cause },
    );

  finishMove(level);
  mkdirSync(level, { recursive: true });
  const files = readdirSync(level);
  const acknowledged =
    readCommitCounter(counterFile) ?? (files.length > 0 ? null : createCommitCounter(counterFile));
  if (acknowledged === null) throw damaged(counterFile, 'is missing');
  if (Number.isNaN(acknowledged)) throw damaged(counterFile, 'does not hold a number');
  if (acknowledged > 0 && !files.includes('CURRENT')) throw damaged(join(level, 'CURRENT'), 'is missing');
  checkFiles(level, files, damaged);

  let store = openStore({ path: level });
  try {
    await store.db.open();
    store = await moveSeparateTables(level, store, separate, itemsFile(folder));
  } catch (error) {
    await store.db.close();
    throw openError(folder, error, damaged);
  }
  const fault = openItems(itemsFile(folder), separate, acknowledged === 0);
  if (fault !== null) {
    await store.db.close();
    throw damaged(itemsFile(folder), fault);
  }
  const lost = (commits: number) =>
    damaged(level, `the last ${commits} acknowledged commits are missing: its log was cut or removed`);
  return { store, counter: openCommitCounter(counterFile, acknowledged, lost) };
};

const checkFiles = (level: string, files: readonly string[], damaged: Damaged): void => {
  const read = (ending: RegExp) =>
    files
      .filter((name) => ending.test(name))
      .map((name) => [join(level, name), readFileSync(join(level, name))] as const);
  for (const [file, bytes] of read(/\.log$|^MANIFEST-/)) {
    const at = damageInLog(bytes);
    if (at !== null) throw damaged(file, `is damaged at byte ${at}`);
  }
  for (const [file, bytes] of read(/\.(ldb|sst)$/)) {
    const fault = damageInTable(bytes);
    if (fault !== null) throw damaged(file, fault);
  }
};

/** Creates the file in a new folder; returns what is wrong with it. */
const openItems = (file: string, { inFile }: SeparateTables, isNew: boolean): string | null => {
  if (inFile.length === 0) return null;
  const items = readItems(file);
  if (items === null && isNew) writeItems(file, new Map());
  else if (items === null) return 'is missing';
  return items === undefined ? 'is damaged' : null;
};

/** The folder is sound, but cannot be used now. */
const unusable = (folder: string, cause: unknown): Error =>
  new UnreachableFolder(
    isDiskFull(cause)
      ? `the disk of ${folder} is full: free some space and start again; nothing is lost`
      : `${folder} may not be read or written by this user: nothing is damaged. Give this user its files (chown -R), or run the line as their owner`,
    { cause },
  );

const openError = (folder: string, error: unknown, damaged: Damaged): Error => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')
    return new FolderInUse(`${folder} is in use by another process: stop it, or choose another folder`, {
      cause,
    });
  if (isForbidden(cause) || isDiskFull(cause)) return unusable(folder, cause);
  return damaged(join(folder, 'level'), cause instanceof Error ? cause.message : String(cause), cause);
};
