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
import { countRequests, formatUsage } from '../count-requests.ts';
import type { Figure, Settings } from '../figure.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';

const BAR = 1.15;

/**
 * One append beside a bare conditional PutItem of the same bytes and beside castore's `pushEvent` of the same facts,
 * all through one client. Each writes a stream of its own, event after event.
 */
export const appendFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(null, async ({ ctx }) => {
    const db = documentClient(ctx);
    const contestants = { ours: ours(ctx), bare: bare(ctx, db), castore: await castore(db) };
    const count = await countRequests(db, contestants.ours());
    const timings = await runAlternating(contestants, { rounds: 6000, warmUp: 3000, seed });
    const overBare = ratio(timings.ours, timings.bare);
    const overCastore = ratio(timings.ours, timings.castore);
    return {
      name: 'append',
      bar: `1 PutItem; p50 ≤ ${BAR} × a bare conditional PutItem of the same bytes, not slower than castore's pushEvent`,
      measured: `${formatUsage(count)}; p50 ${overBare.ratio.toFixed(3)} × bare, ${overCastore.ratio.toFixed(3)} × castore`,
      held:
        formatUsage(count).startsWith('1 PutItem,') &&
        rounded(overBare.ratio) <= BAR &&
        rounded(overCastore.ratio) <= 1,
      details: {
        ...count,
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
  let made = 0;
  return () => {
    made += 1;
    const [decided, meta] = [setAt('Singapore'), metaOf(made)];
    return async () => {
      const appended = await store.append(location, head, decided, meta);
      if (appended.kind === 'conflict')
        throw new Error(`append ${head.seq + 1} of the benchmark was refused`);
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
  // The document client passes the commands of the client it was made from on to it as they are.
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
