import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/** How many commits were acknowledged, kept beside the LevelDB: LevelDB cannot tell a lost log from one never written. */
export type CommitCounterFile = {
  /** @throws when the database holds fewer commits than were acknowledged */
  check(commits: number): void;
  write(commits: number): void;
  close(): void;
};

export const noCommitCounter: CommitCounterFile = { check() {}, write() {}, close() {} };

const text = (commits: number) => `${String(commits).padStart(16, '0')}\n`;

/** The number in the file; null when there is no file; NaN when it is no number. */
export const readCommitCounter = (file: string): number | null =>
  existsSync(file) ? Number(/^(\d{16})\n$/.exec(readFileSync(file, 'utf8'))?.[1]) : null;

/** Whole or absent, whenever the process is killed. */
export const createCommitCounter = (file: string): number => {
  writeFileSync(`${file}.new`, text(0));
  renameSync(`${file}.new`, file);
  return 0;
};

/** One small write in place per commit (a few microseconds), of one length always, so a killed process cannot leave half of it. */
export const openCommitCounter = (
  file: string,
  acknowledged: number,
  lost: (commits: number) => Error,
): CommitCounterFile => {
  const descriptor = openSync(file, 'r+');
  return {
    check(commits) {
      if (commits < acknowledged) throw lost(acknowledged - commits);
    },
    write(commits) {
      writeSync(descriptor, text(commits), 0);
    },
    close() {
      closeSync(descriptor);
    },
  };
};
