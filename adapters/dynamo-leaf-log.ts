import { type DynamoDBDocumentClient, PutCommand, paginateQuery, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  CHECKPOINTS,
  type CheckpointLog,
  LEAVES,
  type Leaf,
  type LeafLog,
  leafKey,
  type StoredCheckpoint,
} from '../domain/ledger/index.ts';
import { conditionHeld } from './conditional-write.ts';
import { EVENTS } from './tables.ts';

type Keyed = { pk: string; sk: number };
type LeafItem = Keyed & Omit<Leaf, 'index'>;
type CheckpointItem = Keyed & Omit<StoredCheckpoint, 'serial'>;

/** The proof records in the events table: put once under `pk` and `sk`, never changed. */
const proofRecords = (db: DynamoDBDocumentClient, TableName: string) => {
  const startingAt = (pk: string, sk: number) => ({
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    ExpressionAttributeValues: { ':pk': pk, ':from': sk },
    ConsistentRead: true,
  });
  const items = async <Item extends Keyed>(query: ReturnType<typeof startingAt>, options: object) =>
    ((await db.send(new QueryCommand({ ...query, ...options }))).Items ?? []) as Item[];
  return {
    /** The last `Limit` records, newest first. */
    newest: <Item extends Keyed>(pk: string, Limit = 1) =>
      items<Item>(startingAt(pk, 0), { ScanIndexForward: false, Limit }),
    page: <Item extends Keyed>(pk: string, sk: number, Limit: number) =>
      items<Item>(startingAt(pk, sk), { Limit }),
    async *from<Item extends Keyed>(pk: string, sk: number): AsyncGenerator<Item> {
      for await (const { Items = [] } of paginateQuery({ client: db }, startingAt(pk, sk)))
        yield* Items as Item[];
    },
    /** Returns false when the record already exists. */
    put: (Item: Keyed & Record<string, unknown>): Promise<boolean> => {
      const ConditionExpression = `attribute_not_exists(${EVENTS.sortKey})`;
      return conditionHeld(db.send(new PutCommand({ TableName, Item, ConditionExpression })));
    },
  };
};

const leafFrom = ({ sk, leafHash, stream, seq, id }: LeafItem): Leaf => ({
  index: sk,
  leafHash,
  stream,
  seq,
  id,
});

/**
 * The Merkle log in the events table: the leaf `log`/index, and the entry `leaf/<stream>`/seq with the leaf's index. A leaf's
 * entry is put together with the next leaf and before the one after, so after a crash only the two newest leaves can lack
 * theirs; `next` adds them.
 */
export const dynamoLeafLog = (db: DynamoDBDocumentClient, TableName: string): LeafLog => {
  const table = proofRecords(db, TableName);
  const putEntry = ({ index, stream, seq }: Leaf) => table.put({ pk: leafKey(stream), sk: seq, index });
  const hasEntry = async ({ stream, seq }: Leaf) =>
    (await table.page(leafKey(stream), seq, 1))[0]?.sk === seq;
  /** Idempotent: true also when the same leaf is already there, put by another writer or by an SDK retry. */
  const putLeaf = async ({ index, ...leaf }: Leaf) =>
    (await table.put({ pk: LEAVES, sk: index, ...leaf })) ||
    (await table.page<LeafItem>(LEAVES, index, 1))[0]?.id === leaf.id;
  return {
    async next() {
      const [newest, before] = (await table.newest<LeafItem>(LEAVES, 2)).map(leafFrom);
      if (!newest) return 0;
      if (!(await hasEntry(newest))) {
        if (before) await putEntry(before);
        await putEntry(newest);
      }
      return newest.index + 1;
    },
    sequencedTo: async (stream) => (await table.newest(leafKey(stream)))[0]?.sk ?? 0,
    async append(leaves) {
      let previousEntry: Promise<unknown> = Promise.resolve();
      try {
        for (const leaf of leaves) {
          const [isThere] = await Promise.all([putLeaf(leaf), previousEntry]);
          if (!isThere) return false;
          previousEntry = putEntry(leaf);
        }
        return true;
      } finally {
        await previousEntry;
      }
    },
    async *leaves(from) {
      for await (const item of table.from<LeafItem>(LEAVES, from)) yield leafFrom(item);
    },
    page: async (from, most) => (await table.page<LeafItem>(LEAVES, from, most)).map(leafFrom),
    size: async () => ((await table.newest(LEAVES))[0]?.sk ?? -1) + 1,
  };
};

const checkpointFrom = ({ sk: serial, at, size, note, range }: CheckpointItem): StoredCheckpoint => ({
  serial,
  at,
  size,
  note,
  range,
});

/** The checkpoints in the events table, with serial numbers from 1; `all` in their order, for verification. */
export const dynamoCheckpoints = (
  db: DynamoDBDocumentClient,
  TableName: string,
): CheckpointLog & { all(): AsyncIterable<StoredCheckpoint> } => {
  const table = proofRecords(db, TableName);
  return {
    async newest() {
      const [item] = await table.newest<CheckpointItem>(CHECKPOINTS);
      return item ? checkpointFrom(item) : null;
    },
    async *all() {
      for await (const item of table.from<CheckpointItem>(CHECKPOINTS, 0)) yield checkpointFrom(item);
    },
    append: ({ serial, ...checkpoint }) => table.put({ pk: CHECKPOINTS, sk: serial, ...checkpoint }),
  };
};
