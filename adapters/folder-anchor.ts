import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchor, type Anchored, asSigned, ExplainedError } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';
import { strictText } from './strict-text.ts';

/** Another checkpoint of this size already exists: the log was forked. */
export class ForkedLog extends ExplainedError {
  readonly code = 'ForkedLog';
}

/**
 * Anchors checkpoints as files in a folder; one process writes to it. A file is written once, atomically.
 * @throws ForkedLog when the name holds another checkpoint
 */
export const folderAnchor = (folder: string): Anchor => ({
  store: async (name, note) => {
    const file = join(folder, name);
    if (existsSync(file)) {
      if (asSigned(readFileSync(file, 'utf8')) === asSigned(note)) return;
      throw new ForkedLog(
        `${file} holds another checkpoint of this size: the log was restored from a backup or forked since. Keep the file, and run: emergency export, then emergency verify`,
      );
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}.new`, note);
    renameSync(`${folder}.new`, file);
  },
  newest: async (size) => {
    const files = existsSync(folder) ? readdirSync(folder) : [];
    const name = files
      .filter((file) => /^\d{16}$/.test(file) && Number(file) >= size)
      .toSorted()
      .at(-1);
    return name === undefined ? null : { name, note: readFileSync(join(folder, name), 'utf8') };
  },
});

/** A checkpoint folder, or a file in it, cannot be read. */
export class UnreadableCheckpoints extends ExplainedError {
  readonly code = 'UnreadableCheckpoints';
}

const reading = <Result>(path: string, read: (path: string) => Result): Result => {
  try {
    return read(path);
  } catch (error) {
    throw new UnreadableCheckpoints(
      `${path} cannot be read (${errorName(error)}); checkpoints are files in a folder that you may read: correct the path, or the permissions (chmod -R u+rX)`,
    );
  }
};

/** A checkpoint's file: its size in sixteen digits, and after a dot the version, where an anchor holds several. */
const CHECKPOINT = /^(\d{16})(?:\.([A-Za-z0-9._-]+))?$/;
/** Suffixes that editors, downloads and tools append to a file's name. */
const COPY_SUFFIX =
  /^(bak|old|orig|save|tmp|part|partial|download|crdownload|sw[a-z]|sha256|sha512|md5|sig|asc|gz|zip)$/i;

const checkpointIn = (file: string): string | undefined => {
  const [, name, version = ''] = CHECKPOINT.exec(file) ?? [];
  return COPY_SUFFIX.test(version) ? undefined : name;
};

/**
 * Reads the checkpoints of a folder. Versions of one checkpoint differ after the dot in their file names. Whatever else is
 * there is foreign: other names, subfolders, symbolic links.
 * @throws UnreadableCheckpoints naming the file and what to do
 */
export const checkpointFolder = (folder: string): { anchored: Anchored[]; foreign: string[] } => {
  const anchored: Anchored[] = [];
  const foreign: string[] = [];
  const entries = reading(folder, (path) => readdirSync(path, { withFileTypes: true }));
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const name = entry.isFile() ? checkpointIn(entry.name) : undefined;
    if (name === undefined) foreign.push(entry.name);
    else
      anchored.push({
        name,
        note: reading(join(folder, entry.name), (path) => strictText(readFileSync(path))),
      });
  }
  return { anchored, foreign };
};

/** The checkpoints of a folder. */
export const anchoredIn = (folder: string): Anchored[] => checkpointFolder(folder).anchored;
