import { type Item, type LevelDb, type Table, under, type Write } from './dynalite.ts';
import { recordOf, type StoredRecord, sequenceNumber, type ViewType } from './stream-records.ts';

/** A stream as stored. `trimmed`: the highest trimmed record number; times in milliseconds since 1970. */
type StreamRow = {
  arn: string;
  label: string;
  table: string;
  viewType: ViewType;
  keySchema: Table['KeySchema'];
  createdAt: number;
  trimmed: number;
  closedAt?: number;
};

/** A stream of one shard. `next`: the number of its next record. */
export type Stream = { row: StreamRow; next: number };

/** All tables and streams. Returned writes must be committed together with the change they belong to. */
export type Streams = {
  get(arn: string): Stream | undefined;
  /** Ordered by ARN. */
  all(): Stream[];
  /** Writes for a change of an item; null when the table does not exist. */
  record(table: string, old: Item | undefined, item: Item | undefined): Write[] | null;
  /** Writes for a new table; `viewType` null: without a stream. Adds the stream's members of DescribeTable to `table`. */
  addTable(table: Table, viewType: ViewType | null): Write[];
  /** Writes for a deleted table. Its stream is closed and stays readable for 24 hours. */
  dropTable(table: string): Write[];
  update(row: StreamRow): Write;
  remove(arn: string): Write;
};

export const openStreams = async (db: LevelDb, now: () => number): Promise<Streams> => {
  const streams = new Map<string, Stream>();
  const tables = new Map<string, Stream | null>();
  for await (const row of db.values(under('stream~')) as AsyncIterable<StreamRow>)
    streams.set(row.arn, { row, next: 1 + (await lastNumber(db, row)) });
  for await (const table of db.values(under('table~')) as AsyncIterable<Table>)
    tables.set(table.TableName, streams.get(table.LatestStreamArn ?? '') ?? null);

  const update = (row: StreamRow): Write => {
    const stream = streams.get(row.arn);
    if (stream) stream.row = row;
    return { type: 'put', key: `stream~${row.arn}`, value: row };
  };

  /** A label is the time of creation, incremented while another stream of the table has the same. */
  const freeLabel = (tableArn: string, at: number): string => {
    const label = new Date(at).toISOString().slice(0, -1);
    return streams.has(`${tableArn}/stream/${label}`) ? freeLabel(tableArn, at + 1) : label;
  };

  const addStream = (table: Table, viewType: ViewType): Write => {
    const label = freeLabel(table.TableArn, now());
    const arn = `${table.TableArn}/stream/${label}`;
    table.StreamSpecification = { StreamEnabled: true, StreamViewType: viewType };
    table.LatestStreamArn = arn;
    table.LatestStreamLabel = label;
    const row = {
      arn,
      label,
      table: table.TableName,
      viewType,
      keySchema: table.KeySchema,
      createdAt: now(),
      trimmed: 0,
    };
    const stream = { row, next: 1 };
    streams.set(arn, stream);
    tables.set(table.TableName, stream);
    return update(row);
  };

  return {
    get: (arn) => streams.get(arn),
    all: () => [...streams.values()].sort((a, b) => (a.row.arn < b.row.arn ? -1 : 1)),
    record(table, old, item) {
      const stream = tables.get(table);
      if (!stream) return stream === null ? [] : null;
      const keys = stream.row.keySchema.map((key) => key.AttributeName);
      const value = recordOf(stream.row.viewType, keys, now(), old, item);
      return value ? [{ type: 'put', key: recordKey(stream.row.arn, stream.next++), value }] : [];
    },
    addTable(table, viewType) {
      if (viewType) return [addStream(table, viewType)];
      tables.set(table.TableName, null);
      return [];
    },
    dropTable(table) {
      const stream = tables.get(table);
      tables.delete(table);
      return stream ? [update({ ...stream.row, closedAt: now() })] : [];
    },
    update,
    remove(arn) {
      streams.delete(arn);
      return { type: 'del', key: `stream~${arn}` };
    },
  };
};

/** The records after `number`, oldest first. */
export const recordsAfter = (
  db: LevelDb,
  arn: string,
  number: number,
): AsyncIterable<[string, StoredRecord]> =>
  db.iterator({ gt: recordKey(arn, number), lt: recordKey(arn, END) }) as AsyncIterable<
    [string, StoredRecord]
  >;

export const numberOf = (key: string): number => Number(key.slice(-21));

const END = Number.MAX_SAFE_INTEGER;
const recordKey = (arn: string, number: number) => `record~${arn}~${sequenceNumber(number)}`;

const lastNumber = async (db: LevelDb, { arn, trimmed }: StreamRow): Promise<number> => {
  const last = { gt: recordKey(arn, 0), lt: recordKey(arn, END), reverse: true, limit: 1 };
  for await (const key of db.keys(last)) return numberOf(key);
  return trimmed;
};
