import { existsSync, renameSync, rmSync } from 'node:fs';
import { openStore, type Store, under, type Write } from './dynalite.ts';
import { prefixesOf, type SeparateTables, writeItems } from './separate-tables.ts';

const BATCH = 1000;

/** Completes or undoes a rewrite that a killed process left behind. */
export const finishMove = (level: string): void => {
  if (existsSync(level)) rmSync(`${level}.new`, { recursive: true, force: true });
  else if (existsSync(`${level}.new`)) renameSync(`${level}.new`, level);
  if (existsSync(level)) rmSync(`${level}.old`, { recursive: true, force: true });
};

/**
 * Moves the separate tables out of a LevelDB of an earlier version: their items into `file`, and everything else into new
 * files of LevelDB, as the old ones would keep their contents. Returns the store, reopened when something was moved.
 */
export const moveSeparateTables = async (
  level: string,
  store: Store,
  separate: SeparateTables,
  file: string,
): Promise<Store> => {
  const isIn = (tables: readonly string[]) => {
    const prefixes = prefixesOf(tables);
    return (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
  };
  const tables = [...separate.inMemory, ...separate.inFile];
  if (!(await hasAny(store, prefixesOf(tables)))) return store;
  const [isSeparate, isInFile] = [isIn(tables), isIn(separate.inFile)];
  const items = new Map<string, unknown>();
  const rewritten = openStore({ path: `${level}.new` });
  await rewritten.db.open();
  const batch: Write[] = [];
  for await (const [key, value] of store.db.iterator({})) {
    if (isInFile(key)) items.set(key, value);
    if (!isSeparate(key)) batch.push({ type: 'put', key, value });
    if (batch.length === BATCH) await rewritten.db.batch(batch.splice(0));
  }
  await rewritten.db.batch(batch);
  writeItems(file, items);
  await rewritten.db.close();
  await store.db.close();
  renameSync(level, `${level}.old`);
  finishMove(level);
  const reopened = openStore({ path: level });
  await reopened.db.open();
  return reopened;
};

const hasAny = async (store: Store, prefixes: readonly string[]): Promise<boolean> => {
  for (const prefix of prefixes)
    for await (const _ of store.db.keys({ ...under(prefix), limit: 1 })) return true;
  return false;
};
