import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FailedRecords } from '../domain/emergency/index.ts';

/** The name of a file of parked records; whatever else is in the folder (`.DS_Store`) is passed over. */
const RECORDS = /^\w[\w-]*\.json$/;

/** The parked records of one consumer as files in a folder; one process writes to it. */
export const folderFailedRecords = (folder: string, newId: () => string): FailedRecords => ({
  park: async (records) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${newId()}.json`), JSON.stringify(records));
  },
  list: async function* () {
    mkdirSync(folder, { recursive: true });
    const files = readdirSync(folder).filter((file) => RECORDS.test(file));
    for (const id of files.toSorted())
      yield { id, records: async () => JSON.parse(readFileSync(join(folder, id), 'utf8')) };
  },
  remove: async (id) => rmSync(join(folder, id)),
});

/** Parked records in memory, for a line that is not stored. */
export const memoryFailedRecords = (): FailedRecords => {
  const parked = new Map<string, readonly unknown[]>();
  let next = 0;
  return {
    park: async (records) => {
      next += 1;
      parked.set(String(next), records);
    },
    list: async function* () {
      for (const [id, records] of [...parked]) yield { id, records: async () => [...records] };
    },
    remove: async (id) => void parked.delete(id),
  };
};
