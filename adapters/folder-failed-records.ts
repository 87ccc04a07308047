import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailedRecords } from '../domain/emergency/index.ts';

/** Failed records of one reader as files of a folder that one process writes to. */
export const folderFailedRecords = (folder: string, newId: () => string): FailedRecords => ({
  park: async (records) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${newId()}.json`), JSON.stringify(records));
  },
  list: async function* () {
    mkdirSync(folder, { recursive: true });
    for (const id of readdirSync(folder).toSorted())
      yield { id, records: async () => JSON.parse(readFileSync(join(folder, id), 'utf8')) };
  },
  remove: async (id) => rmSync(join(folder, id)),
});

/** Failed records in memory, for a line that keeps nothing. */
export const memoryFailedRecords = (): FailedRecords => {
  const kept = new Map<string, readonly unknown[]>();
  let next = 0;
  return {
    park: async (records) => {
      next += 1;
      kept.set(String(next), records);
    },
    list: async function* () {
      for (const [id, records] of [...kept]) yield { id, records: async () => [...records] };
    },
    remove: async (id) => void kept.delete(id),
  };
};
