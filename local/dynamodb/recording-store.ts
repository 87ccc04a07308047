import type { Commit } from './commits.ts';
import type { Done, Item, KeySpace, Store, Write } from './dynalite.ts';
import { notFound } from './errors.ts';
import type { Streams } from './streams.ts';

/**
 * Wraps dynalite's store for one request, so that an action's writes to the item, its index rows and the stream are one
 * commit. dynalite locks the item from the read to the end of the commit, so the old image is the one it replaces.
 */
export const recordingStore = (
  store: Store,
  streams: Streams,
  commitOf: (table: string) => Commit,
  recorded: () => void,
) => {
  let lastRead: Item | undefined;
  // An action writes index rows and then their item without yielding, so these belong to the next item.
  const indexWrites: Write[] = [];

  const indexSpace = (space: KeySpace, prefix: string): KeySpace => ({
    ...space,
    put(key, value, done) {
      indexWrites.push({ type: 'put', key: prefix + key, value });
      done(null);
    },
    del(key, done) {
      indexWrites.push({ type: 'del', key: prefix + key });
      done(null);
    },
  });

  const itemSpace = (table: string): KeySpace => {
    const space = store.getItemDb(table);
    let old: Item | undefined;
    const write = (written: Write, item: Item | undefined, done: Done) => {
      const records = streams.record(table, old, item);
      if (!records) return done(notFound(`Table: ${table}`));
      commitOf(table)([...indexWrites.splice(0), written, ...records])
        .then(() => records.length > 0 && recorded())
        .then(() => done(null), done);
    };
    return {
      ...space,
      get: (key, done) =>
        space.get(key, (error, item) => {
          old = lastRead = item;
          done(error, item);
        }),
      put: (key, item, done) =>
        write({ type: 'put', key: `item-${table}~${key}`, value: item }, item as Item, done),
      del: (key, done) => write({ type: 'del', key: `item-${table}~${key}` }, undefined, done),
    };
  };

  return {
    store: {
      ...store,
      getItemDb: itemSpace,
      getIndexDb: (kind: string, table: string, index: string) =>
        indexSpace(store.getIndexDb(kind, table, index), `index-${kind.toLowerCase()}~${table}~${index}~`),
    },
    /** The item that the request read last. */
    lastRead: () => lastRead,
  };
};
