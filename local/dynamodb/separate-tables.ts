import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Commit } from './commits.ts';
import { openStore, type Store, type Write } from './dynalite.ts';

/**
 * Tables that are not in LevelDB, whose files retain what was overwritten or deleted: `inMemory` are lost when the process ends,
 * `inFile` are one file that each change replaces, so that a deleted item is gone from the disk.
 */
export type SeparateTables = { inMemory: readonly string[]; inFile: readonly string[] };

export const NO_SEPARATE_TABLES: SeparateTables = { inMemory: [], inFile: [] };

type Items = Map<string, unknown>;
const saved = z.strictObject({ sum: z.string(), items: z.array(z.tuple([z.string(), z.unknown()])) });
const sumOf = (items: unknown) => createHash('sha256').update(JSON.stringify(items)).digest('hex');

/** The items of a file by key; null when the file is missing, undefined when it is damaged. */
export const readItems = (file: string): Items | null | undefined => {
  if (!existsSync(file)) return null;
  try {
    const { sum, items } = saved.parse(JSON.parse(readFileSync(file, 'utf8')));
    return sum === sumOf(items) ? new Map(items) : undefined;
  } catch {
    return undefined;
  }
};

/** Replaces the file by a rename: a killed process leaves the old or the new one. */
export const writeItems = (file: string, content: Items): void => {
  const items = [...content];
  writeFileSync(`${file}.new`, JSON.stringify({ sum: sumOf(items), items }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/** The keys of LevelDB under which a table's items and index rows would be. */
export const prefixesOf = (tables: readonly string[]): string[] =>
  tables.flatMap((table) => [`item-${table}~`, `index-global~${table}~`, `index-local~${table}~`]);

const changed = (items: Items, writes: readonly Write[]): Items => {
  const next = new Map(items);
  for (const write of writes)
    if (write.type === 'put') next.set(write.key, write.value);
    else next.delete(write.key);
  return next;
};

/** Wraps a store so that some tables are separate; `commitOf` returns the commit of a table. */
export const withSeparateTables = async (
  store: Store,
  { inMemory, inFile }: SeparateTables,
  file: string,
  commit: Commit,
): Promise<{ store: Store; commitOf(table: string): Commit }> => {
  const memory = openStore({});
  await memory.db.open();
  let items: Items = inFile.length > 0 ? (readItems(file) ?? new Map()) : new Map();
  await memory.db.batch([...items].map(([key, value]): Write => ({ type: 'put', key, value })));
  const save: Commit = async (writes) => {
    const next = changed(items, writes);
    writeItems(file, next);
    items = next;
    await memory.db.batch(writes);
  };
  const of = (table: string) => (inMemory.includes(table) || inFile.includes(table) ? memory : store);
  return {
    store: {
      ...store,
      getItemDb: (table) => of(table).getItemDb(table),
      getIndexDb: (kind, table, index) => of(table).getIndexDb(kind, table, index),
    },
    commitOf: (table) => {
      if (inFile.includes(table)) return save;
      return inMemory.includes(table) ? (writes) => memory.db.batch(writes) : commit;
    },
  };
};
