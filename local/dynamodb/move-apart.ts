import { existsSync, renameSync, rmSync } from 'node:fs';
import { type Apart, prefixesOf, writeApart } from './apart.ts';
import { openStore, type Store, under, type Write } from './dynalite.ts';

const BATCH = 1000;

/** Completes or undoes a rewrite that a killed process left behind. */
export const finishMove = (level: string): void => {
  if (existsSync(level)) rmSync(`${level}.new`, { recursive: true, force: true });
  else if (existsSync(`${level}.new`)) renameSync(`${level}.new`, level);
  if (existsSync(level)) rmSync(`${level}.old`, { recursive: true, force: true });
};

/**
 * Moves the tables that are apart out of a LevelDB of an earlier version: their items into `file`, and everything else into new
 * files of LevelDB, as the old ones would keep their contents. Returns the store, reopened when something was moved.
 */
export const moveApart = async (level: string, store: Store, apart: Apart, file: string): Promise<Store> => {
  const isIn = (tables: readonly string[]) => {
    const prefixes = prefixesOf(tables);
    return (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
  };
  const tables = [...apart.inMemory, ...apart.inFile];
  if (!(await hasAny(store, prefixesOf(tables)))) return store;
  const [isApart, isKept] = [isIn(tables), isIn(apart.inFile)];
  const items = new Map<string, unknown>();
  const rewritten = openStore({ path: `${level}.new` });
  await rewritten.db.open();
  const batch: Write[] = [];
  for await (const [key, value] of store.db.iterator({})) {
    if (isKept(key)) items.set(key, value);
    if (!isApart(key)) batch.push({ type: 'put', key, value });
    if (batch.length === BATCH) await rewritten.db.batch(batch.splice(0));
  }
  await rewritten.db.batch(batch);
  writeApart(file, items);
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
