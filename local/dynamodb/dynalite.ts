import { createRequire } from 'node:module';

/** An item as it goes over the wire: attribute name to `{ S: … }`, `{ N: … }` and so on. */
export type Item = Record<string, Record<string, unknown>>;

export type Write = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string };
export type Done<T = void> = (error: Error | null, value?: T) => void;

export type Range = { gt?: string; gte?: string; lt?: string; reverse?: boolean; limit?: number };

/** The LevelDB below everything, in a folder or in memory; values are JSON. */
export type LevelDb = {
  open(): Promise<void>;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  batch(writes: readonly Write[]): Promise<void>;
  keys(range?: Range): AsyncIterable<string>;
  values(range: Range): AsyncIterable<unknown>;
  iterator(range: Range): AsyncIterable<[key: string, value: unknown]>;
};

/** What dynalite keeps of a table, with what we keep of its stream. */
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

/** One key space of dynalite's inside the LevelDB. `get` gives undefined for what is not there. */
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

/** A refusal in DynamoDB's own form: the status and the body that go over the wire. */
export type ServiceError = Error & { statusCode: number; body: { __type: string; message?: string } };

const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'DescribeTimeToLive',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const;
type Operation = (typeof OPERATIONS)[number];

export const isOperation = (name: string): name is Operation => OPERATIONS.some((known) => known === name);

const require = createRequire(import.meta.url);
const level = require('dynalite/db');
const rules = require('dynalite/validations');

/**
 * dynalite 4.0.0 from the inside: its validations, actions and storage, without its HTTP server. None of this is its
 * public face, which is why package.json pins the version. It is worth it: over a store of our own (recording.ts) an
 * item, its index rows and its stream record are one LevelDB batch, so no crash can come between them.
 */
export const openStore = (where: { path?: string }): Store =>
  level.create({ ...where, createTableMs: 0, updateTableMs: 0 });

/** The keys that begin with `prefix`. */
export const under = (prefix: string): Range => ({ gt: prefix, lt: `${prefix}\uffff` });

/** The bytes DynamoDB counts for an item. */
export const itemSize: (item: Item) => number = level.itemSize;

/** Checks a request as DynamoDB does and carries it out on `store`. Drops from `request` what dynalite does not know. @throws Refusal */
export const perform = (operation: Operation, store: Store, request: object): Promise<object> => {
  const file = rules.toLowerFirst(operation);
  const { types, custom } = require(`dynalite/validations/${file}`);
  const action = require(`dynalite/actions/${file}`);
  return new Promise((resolve, reject) => {
    const input = rules.checkTypes(request, types);
    rules.checkValidations(input, types, custom, store);
    action(store, input, (error: Error | null, answer: object) => (error ? reject(error) : resolve(answer)));
  });
};
