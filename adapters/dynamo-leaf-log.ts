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

const fromPlace = (pk: string, sk: number) => ({
  KeyConditionExpression: 'pk = :pk AND sk >= :from',
  ExpressionAttributeValues: { ':pk': pk, ':from': sk },
  ConsistentRead: true,
});

/** The table of events as a place for records that are put once and never changed: the proof's own beside the events. */
const putOnce = (db: DynamoDBDocumentClient, TableName: string) => ({
  /** The last so many, the newest first. */
  async newest<Item extends Keyed>(pk: string, Limit = 1): Promise<Item[]> {
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
    const { Items = [] } = await db.send(
      new QueryCommand({ TableName, ...query, ScanIndexForward: false, Limit, ConsistentRead: true }),
    );
    return Items as Item[];
  },
  async *from<Item extends Keyed>(pk: string, sk: number): AsyncGenerator<Item> {
    const query = { TableName, ...fromPlace(pk, sk) };
    for await (const { Items = [] } of paginateQuery({ client: db }, query)) yield* Items as Item[];
  },
  async page<Item extends Keyed>(pk: string, sk: number, Limit: number): Promise<Item[]> {
    const { Items = [] } = await db.send(new QueryCommand({ TableName, ...fromPlace(pk, sk), Limit }));
    return Items as Item[];
  },
  async put(item: Keyed): Promise<boolean> {
    const ConditionExpression = `attribute_not_exists(${EVENTS.sortKey})`;
    return conditionHeld(db.send(new PutCommand({ TableName, Item: item, ConditionExpression })));
  },
});

const leafFrom = ({ sk, leafHash, stream, seq, id }: LeafItem): Leaf => ({
  index: sk,
  leafHash,
  stream,
  seq,
  id,
});

/**
 * The Merkle log's order in the table of events: the leaf `log`/index, and the mark `leaf/<stream>`/seq that finds it.
 * A leaf's mark is put while the next leaf is, and is there before the one after that: only the two newest can lack it.
 * What a crash left out is made before the next leaf.
 */
export const dynamoLeafLog = (db: DynamoDBDocumentClient, TableName: string): LeafLog => {
  const table = putOnce(db, TableName);
  const mark = ({ index, stream, seq }: Leaf) => table.put({ pk: leafKey(stream), sk: seq, index } as Keyed);
  const isMarked = async ({ stream, seq }: Leaf) =>
    (await table.page(leafKey(stream), seq, 1))[0]?.sk === seq;
  /** Another's put of the same leaf, or our own seen again, is as good as ours: it stands there once. */
  const put = async ({ index, ...told }: Leaf) =>
    (await table.put({ pk: LEAVES, sk: index, ...told } as Keyed)) ||
    (await table.page<LeafItem>(LEAVES, index, 1))[0]?.id === told.id;
  return {
    async next() {
      const [newest, before] = (await table.newest<LeafItem>(LEAVES, 2)).map(leafFrom);
      if (!newest) return 0;
      if (!(await isMarked(newest))) {
        if (before) await mark(before);
        await mark(newest);
      }
      return newest.index + 1;
    },
    sequencedTo: async (stream) => (await table.newest(leafKey(stream)))[0]?.sk ?? 0,
    async append(leaves) {
      let marked: Promise<unknown> = Promise.resolve();
      try {
        for (const leaf of leaves) {
          const [isThere] = await Promise.all([put(leaf), marked]);
          if (!isThere) return false;
          marked = mark(leaf);
        }
        return true;
      } finally {
        await marked;
      }
    },
    async *leaves(from) {
      for await (const item of table.from<LeafItem>(LEAVES, from)) yield leafFrom(item);
    },
    page: async (from, most) => (await table.page<LeafItem>(LEAVES, from, most)).map(leafFrom),
    size: async () => ((await table.newest(LEAVES))[0]?.sk ?? -1) + 1,
  };
};

type CheckpointItem = Keyed & Omit<StoredCheckpoint, 'serial'>;

/** The checkpoints in the table of events, numbered from 1. */
export const dynamoCheckpoints = (db: DynamoDBDocumentClient, TableName: string): CheckpointLog => {
  const table = putOnce(db, TableName);
  return {
    async newest() {
      const [item] = await table.newest<CheckpointItem>(CHECKPOINTS);
      if (!item) return null;
      const { sk: serial, at, size, note, range } = item;
      return { serial, at, size, note, range };
    },
    append: ({ serial, ...told }) => table.put({ pk: CHECKPOINTS, sk: serial, ...told } as Keyed),
  };
};
