import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../adapters/sha256.ts';
import { location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead, handleCommand } from '../../domain/ledger/index.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createEventStore, documentClient } from '../../handlers/composition/stores.ts';
import { ratio, runAlternating } from '../alternating.ts';
import { commandAt, metaOf, setAt } from '../changes.ts';
import { countRequests, formatUsage } from '../count-requests.ts';
import type { Figure, Settings } from '../figure.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';

const BAR = 1.1;
const LONG = 100_000;
const SHORT = 10;
/** BatchWriteItem takes 25 puts. */
const BATCH = 25;

/** One decision (read the head, decide, append) on a stream of 100,000 events beside one of 10, by the same client. */
export const longHistoryFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(null, async ({ ctx }) => {
    const db = documentClient(ctx);
    await fill(ctx, db, 'Long', LONG);
    await fill(ctx, db, 'Short', SHORT);
    const long = decision(ctx, 'Long');
    const short = decision(ctx, 'Short');
    const count = await countRequests(db, long());
    const timings = await runAlternating({ long, short }, { rounds: 600, warmUp: 100, seed });
    const p50 = ratio(timings.long, timings.short);
    return {
      name: 'a decision on a long history',
      bar: `1 Query + 1 PutItem; p50 with ${LONG} events ≤ ${BAR} × with ${SHORT}`,
      measured: `${formatUsage(count)}; p50 ${p50.ratio.toFixed(3)} ×`,
      held: formatUsage(count).startsWith('1 Query + 1 PutItem,') && rounded(p50.ratio) <= BAR,
      details: { ...count, p50, long: summary(timings.long), short: summary(timings.short) },
    };
  });

/** The history as it would have been written, put in by the batch: the store's own way would take minutes. */
const fill = async (ctx: AppContext, db: DynamoDBDocumentClient, locationId: string, events: number) => {
  const log = { origin: ctx.config.origin, sha256 };
  let head = emptyHead(log, `location/${locationId}`, location.initial);
  for (let from = 0; from < events; from += BATCH) {
    const requests = Array.from({ length: Math.min(BATCH, events - from) }, (_, index) => {
      const next = createItem(log, location, head, setAt(locationId), metaOf(from + index + 1));
      head = next.head;
      return { PutRequest: { Item: next.item } };
    });
    await db.send(new BatchWriteCommand({ RequestItems: { [ctx.environment.EVENTS_TABLE]: requests } }));
  }
};

const decision = (ctx: AppContext, locationId: string) => {
  const ports = { store: createEventStore(ctx), system: ctx.system };
  let made = 0;
  return () => {
    made += 1;
    const who = {
      actor: 'admin/admin-1',
      contactId: `bench-${made}`,
      step: 'change',
      request: 'set:weather',
    };
    return () =>
      handleCommand(ports, location, `location/${locationId}`, who, ({ state }, place) =>
        commandAt(locationId, who.contactId, state.status?.seq ?? 0, place.stamp().at),
      );
  };
};
