import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchor } from '../domain/leaf-log.ts';

/** A checkpoint of this size is there already and says something else: the log was forked. */
export class ForkedLog extends Error {
  override name = 'ForkedLog';
}

/**
 * Checkpoints as files of a folder, for the line on one machine. A file is made once and never written again.
 * @throws ForkedLog when another checkpoint of the name is there
 */
export const folderAnchor = (folder: string): Anchor => ({
  keep: async (name, note) => {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, name);
    try {
      writeFileSync(file, note, { flag: 'wx' });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      if (readFileSync(file, 'utf8') !== note)
        throw new ForkedLog(`${file} holds another checkpoint of this size; run: emergency verify`);
    }
  },
});
