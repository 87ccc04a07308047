import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, parse } from 'node:path';

/** An item in wire format: attribute name to `{ S: … }`, `{ N: … }` and so on. */
export type Item = Record<string, Record<string, unknown>>;

export type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };
export type Done<T = void> = (error: Error | null, value?: T) => void;

export type Range = { gt?: string; gte?: string; lt?: string; reverse?: boolean; limit?: number };

/** The underlying LevelDB, in a folder or in memory; values are JSON. */
export type LevelDb = {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  batch(writes: readonly Write[]): Promise<void>;
  keys(range?: Range): AsyncIterable<string>;
  values(range: Range): AsyncIterable<unknown>;
  iterator(range: Range): AsyncIterable<[key: string, value: unknown]>;
};

/** A table as dynalite stores it, with the members for its stream. */
export type Table = {
  TableName: string;
  TableArn: string;
  TableStatus: string;
  CreationDateTime: number;
  KeySchema: { AttributeName: string; KeyType: string }[];
  LocalSecondaryIndexes?: { IndexName: string }[];
  GlobalSecondaryIndexes?: { IndexName: string; IndexStatus: string }[];
  StreamSpecification?: object;
  LatestStreamArn?: string;
  LatestStreamLabel?: string;
};

/** One of dynalite's key spaces within LevelDB. `get` yields undefined for a missing key. */
export type KeySpace = {
  get(key: string, done: Done<Item>): void;
  put(key: string, value: unknown, done: Done): void;
  del(key: string, done: Done): void;
};

export type Store = {
  db: LevelDb;
  tableDb: KeySpace;
  getItemDb(table: string): KeySpace;
  getIndexDb(kind: string, table: string, index: string): KeySpace;
};

/** An error reply of DynamoDB: status and body. */
export type ServiceError = Error & { statusCode: number; body: { __type: string; message?: string } };

const require = createRequire(import.meta.url);
const level = require('dynalite/db');
const rules = require('dynalite/validations');

/** The operations dynalite supports; each has a file of its name. */
const operations = new Set(
  readdirSync(dirname(require.resolve('dynalite/actions/getItem'))).map((file) => parse(file).name),
);

export const isOperation = (name: string): boolean =>
  /^[A-Z]/.test(name) && operations.has(rules.toLowerFirst(name));

/**
 * Opens the storage of dynalite 4.0.0. We use its validations, actions and storage without its HTTP server; they are not
 * its public API, so package.json pins the version. In return, an item, its index rows and its stream record are one
 * LevelDB batch (recording-store.ts), which a crash cannot split.
 */
export const openStore = (location: { path?: string }): Store =>
  level.create({ ...location, createTableMs: 0, updateTableMs: 0 });

/** The range of keys that start with `prefix`. */
export const under = (prefix: string): Range => ({ gt: prefix, lt: `${prefix}\uffff` });

/** An item's size in bytes, as DynamoDB counts it. */
export const itemSize: (item: Item) => number = level.itemSize;

/** Validates a request as DynamoDB does and executes it on `store`. Deletes unknown members of `request`. @throws ServiceError */
export const perform = (operation: string, store: Store, request: object): Promise<object> => {
  const file = rules.toLowerFirst(operation);
  const { types, custom } = require(`dynalite/validations/${file}`);
  const action = require(`dynalite/actions/${file}`);
  return new Promise((resolve, reject) => {
    const input = rules.checkTypes(request, types);
    rules.checkValidations(input, types, custom, store);
    action(store, input, (error: Error | null, reply: object) => (error ? reject(error) : resolve(reply)));
  });
};
