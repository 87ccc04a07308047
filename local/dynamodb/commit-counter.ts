import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';

/** Number of acknowledged commits, stored outside LevelDB, which cannot distinguish a lost log from an empty one. */
export type CommitCounterFile = {
  /** @throws when the database holds fewer commits than were acknowledged */
  check(commits: number): void;
  write(commits: number): void;
  close(): void;
};

export const noCommitCounter: CommitCounterFile = { check() {}, write() {}, close() {} };

const text = (commits: number) => `${String(commits).padStart(16, '0')}\n`;

/** Reads the count; null when the file is missing, NaN when it is invalid. */
export const readCommitCounter = (file: string): number | null =>
  existsSync(file) ? Number(/^(\d{16})\n$/.exec(readFileSync(file, 'utf8'))?.[1]) : null;

/** Creates the file by a rename: a killed process leaves it complete or missing. */
export const createCommitCounter = (file: string): number => {
  writeFileSync(`${file}.new`, text(0));
  renameSync(`${file}.new`, file);
  return 0;
};

/** Overwrites the fixed-length count in place at each commit (a few microseconds), so a killed process leaves no partial one. */
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
