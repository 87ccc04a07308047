import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchor, type Anchored, ExplainedError } from '../domain/ledger/index.ts';

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
      if (readFileSync(file, 'utf8') === note) return;
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
      .filter((file) => CHECKPOINT.test(file) && Number(file) >= size)
      .toSorted()
      .at(-1);
    return name === undefined ? null : { name, note: readFileSync(join(folder, name), 'utf8') };
  },
});

const CHECKPOINT = /^\d{16}$/;

/** Reads the checkpoints of a folder. Versions of one checkpoint differ after the dot in their file names. */
export const anchoredIn = (folder: string): Anchored[] =>
  readdirSync(folder)
    .toSorted()
    .map((file) => ({
      name: file.split('.')[0] ?? file,
      note: readFileSync(join(folder, file), 'utf8'),
    }));
