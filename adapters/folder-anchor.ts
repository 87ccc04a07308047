import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Anchor, type Anchored, ExplainedError } from '../domain/ledger/index.ts';

/** A checkpoint of this size is there already and says something else: the log was forked. */
export class ForkedLog extends ExplainedError {
  readonly code = 'ForkedLog';
}

/**
 * Checkpoints as files of a folder that one process writes to. A file is made once, whole, and never written again.
 * @throws ForkedLog when another checkpoint of the name is there
 */
export const folderAnchor = (folder: string): Anchor => ({
  store: async (name, note) => {
    const file = join(folder, name);
    if (existsSync(file)) {
      if (readFileSync(file, 'utf8') === note) return;
      throw new ForkedLog(
        `${file} holds another checkpoint of this size: the log was put back or forked since. Keep the file, and run: emergency export, then emergency verify`,
      );
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}.new`, note);
    renameSync(`${folder}.new`, file);
  },
});

/** The checkpoints of a folder; several versions of one are told apart by what follows a dot in their names. */
export const anchoredIn = (folder: string): Anchored[] =>
  readdirSync(folder)
    .toSorted()
    .map((file) => ({
      name: file.split('.')[0] ?? file,
      note: readFileSync(join(folder, file), 'utf8'),
    }));
