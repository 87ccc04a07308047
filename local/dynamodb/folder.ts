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

/** The folder cannot be trusted: going on would lose what was acknowledged, or start empty without a word. */
export class DamagedFolder extends ExplainedError {
  readonly code = 'DamagedFolder';
}

/** Another process has the folder open. */
export class FolderInUse extends ExplainedError {
  readonly code = 'FolderInUse';
}

type Damaged = (file: string, fault: string, cause?: unknown) => DamagedFolder;

/**
 * Opens the LevelDB in `folder`/level and the mark beside it, after looking at every file; makes both when the folder is
 * new. LevelDB notices a missing table file and a bad manifest, but starts without a word when its log is gone, cut or
 * garbled or when CURRENT is: those are looked for here. Nothing in a damaged folder is changed before it is refused,
 * save that a log cut short is found out only by LevelDB's reading it.
 * @throws DamagedFolder naming the file; FolderInUse naming the folder
 */
export const openFolder = async (folder: string): Promise<{ store: Store; mark: CommitCounterFile }> => {
  const level = join(folder, 'level');
  const markFile = join(folder, 'mark');
  const damaged: Damaged = (file, fault, cause) =>
    new DamagedFolder(
      `${file}: ${fault}; put a copy of all of ${folder} back, or move it away to start empty: mv ${folder} ${folder}.damaged`,
      { cause },
    );

  mkdirSync(level, { recursive: true });
  const files = readdirSync(level);
  const acknowledged =
    readCommitCounter(markFile) ?? (files.length > 0 ? null : createCommitCounter(markFile));
  if (acknowledged === null) throw damaged(markFile, 'is missing');
  if (Number.isNaN(acknowledged)) throw damaged(markFile, 'holds no number');
  if (acknowledged > 0 && !files.includes('CURRENT')) throw damaged(join(level, 'CURRENT'), 'is missing');
  checkLogs(level, files, damaged);

  const store = openStore({ path: level });
  try {
    await store.db.open();
    await readAll(store.db);
  } catch (error) {
    await store.db.close();
    throw whyNotOpen(folder, error, damaged);
  }
  const lost = (commits: number) =>
    damaged(level, `the last ${commits} acknowledged commits are gone: its log was cut or removed`);
  return { store, mark: openCommitCounter(markFile, acknowledged, lost) };
};

const checkLogs = (level: string, files: readonly string[], damaged: Damaged): void => {
  for (const name of files.filter((file) => file.endsWith('.log'))) {
    const file = join(level, name);
    const at = damageInLog(readFileSync(file));
    if (at !== null) throw damaged(file, `is damaged at byte ${at}`);
  }
};

/** Every block of every table file is read for it. */
const readAll = async (db: LevelDb): Promise<void> => {
  for await (const _ of db.keys());
};

const whyNotOpen = (folder: string, error: unknown, damaged: Damaged): Error => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED')
    return new FolderInUse(`${folder} is in use by another process: stop it, or name another folder`, {
      cause,
    });
  return damaged(join(folder, 'level'), cause instanceof Error ? cause.message : String(cause), cause);
};
