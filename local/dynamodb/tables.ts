import { z } from 'zod';
import type { Commit } from './commits.ts';
import { type Done, perform, type Store, type Table, under, type Write } from './dynalite.ts';
import { invalid } from './errors.ts';
import { VIEW_TYPES, type ViewType } from './stream-records.ts';
import type { Streams } from './streams.ts';

const streamSpecification = z.discriminatedUnion('StreamEnabled', [
  z.object({ StreamEnabled: z.literal(true), StreamViewType: z.enum(VIEW_TYPES) }),
  z.object({ StreamEnabled: z.literal(false), StreamViewType: z.undefined().optional() }),
]);

/** CreateTable and DeleteTable, each in one commit: a killed process leaves no table half created or half deleted. */
export const tableOperations = (store: Store, streams: Streams, commit: Commit, now: () => number) => {
  const create = (request: Record<string, unknown>): Promise<object> => {
    const viewType = viewTypeOf(request.StreamSpecification);
    let created = false;
    const put = (key: string, table: Table, done: Done) => {
      if (created) return done(null); // dynalite's second put activates the table; ours is active from the start
      created = true;
      const active: Table = Object.assign(table, { TableStatus: 'ACTIVE', CreationDateTime: now() / 1000 });
      for (const index of active.GlobalSecondaryIndexes ?? []) index.IndexStatus = 'ACTIVE';
      const writes = streams.addTable(active, viewType);
      commit([...writes, { type: 'put', key: `table~${key}`, value: active }]).then(() => done(null), done);
    };
    const tableDb = { ...store.tableDb, put: put as Store['tableDb']['put'] };
    return perform('CreateTable', { ...store, tableDb }, request);
  };

  const remove = async (request: object): Promise<object> => {
    const { Table: table } = (await perform('DescribeTable', store, request)) as { Table: Table };
    const name = table.TableName;
    const writes: Write[] = streams.dropTable(name); // later writes to its items fail
    await commit([]); // waits for the earlier ones
    for (const prefix of [`item-${name}~`, `index-global~${name}~`, `index-local~${name}~`, `tag-${name}~`])
      for await (const key of store.db.keys(under(prefix))) writes.push({ type: 'del', key });
    await commit([...writes, { type: 'del', key: `table~${name}` }]);
    return { TableDescription: { ...table, TableStatus: 'DELETING' } };
  };

  return { create, remove };
};

const viewTypeOf = (specification: unknown): ViewType | null => {
  if (specification === undefined || specification === null) return null;
  const { success, data } = streamSpecification.safeParse(specification);
  if (!success)
    throw invalid(
      `One or more parameter values were invalid: StreamSpecification must be StreamEnabled true with a StreamViewType of [${VIEW_TYPES.join(', ')}], or StreamEnabled false alone`,
    );
  return data.StreamViewType ?? null;
};
