import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { attributesOf } from '../../adapters/event-items.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead } from '../../domain/ledger/index.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createEventStore, documentClient } from '../../handlers/composition/stores.ts';
import { ratio, runAlternating } from '../alternating.ts';
import { castoreStore, createCastoreTable } from '../castore.ts';
import { metaOf, setAt } from '../changes.ts';
import type { Figure, Settings } from '../figure.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';
import { formatUsage, measureClientUsage } from '../usage.ts';

const TARGET = 1.15;

/**
 * Compares one append with a bare conditional PutItem of the same bytes and with castore's `pushEvent` of the same data, all
 * through one client. Each contestant writes its own stream.
 */
export const appendFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(async ({ ctx }) => {
    const db = documentClient(ctx);
    const contestants = { ours: ours(ctx), bare: bare(ctx, db), castore: await castore(db) };
    const usage = await measureClientUsage(db, contestants.ours());
    const timings = await runAlternating(contestants, { rounds: 6000, warmUp: 3000, seed });
    const overBare = ratio(timings.ours, timings.bare);
    const overCastore = ratio(timings.ours, timings.castore);
    return {
      name: 'append',
      target: `1 PutItem; p50 ≤ ${TARGET} × a bare conditional PutItem of the same bytes, not slower than castore's pushEvent`,
      measured: `${formatUsage(usage)}; p50 ${overBare.ratio.toFixed(3)} × bare, ${overCastore.ratio.toFixed(3)} × castore`,
      passed:
        formatUsage(usage).startsWith('1 PutItem,') &&
        rounded(overBare.ratio) <= TARGET &&
        rounded(overCastore.ratio) <= 1,
      details: {
        ...usage,
        overBare,
        overCastore,
        ours: summary(timings.ours),
        bare: summary(timings.bare),
        castore: summary(timings.castore),
      },
    };
  });

const ours = (ctx: AppContext) => {
  const store = createEventStore(ctx);
  let head = emptyHead(logOf(ctx), 'location/Singapore', location.initial);
  let events = 0;
  return () => {
    events += 1;
    const [decided, meta] = [setAt('Singapore'), metaOf(events)];
    return async () => {
      const appended = await store.append(location, head, decided, meta);
      if (appended.kind === 'conflict')
        throw new Error(`append ${head.seq + 1} of the benchmark had a conflict`);
      head = appended.head;
    };
  };
};

const logOf = ({ config }: AppContext) => ({ origin: config.origin, sha256 });

const bare = (ctx: AppContext, db: DynamoDBDocumentClient) => {
  let head = emptyHead(logOf(ctx), 'location/Singapura', location.initial);
  return () => {
    const next = createItem(logOf(ctx), location, head, setAt('Singapura'), metaOf(head.seq + 1));
    head = next.head;
    const put = {
      TableName: ctx.environment.EVENTS_TABLE,
      Item: attributesOf(next.item),
      ConditionExpression: 'attribute_not_exists(sk)',
    };
    return () => db.send(new PutItemCommand(put));
  };
};

const castore = async (db: DynamoDBDocumentClient) => {
  // The document client passes commands of the plain client on unchanged.
  const client = db as unknown as DynamoDBClient;
  await createCastoreTable(client);
  const store = castoreStore(client);
  let version = 0;
  let prevAggregate: Awaited<ReturnType<typeof store.pushEvent>>['nextAggregate'];
  return () => {
    version += 1;
    const { type, data: payload } = setAt('Singapore');
    const event = { aggregateId: 'Singapore', version, type, payload, metadata: metaOf(version) };
    return async () => {
      const pushed = await store.pushEvent(event, prevAggregate ? { prevAggregate } : {});
      prevAggregate = pushed.nextAggregate;
    };
  };
};
