import { BatchWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../adapters/sha256.ts';
import { location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead, handleCommand } from '../../domain/ledger/index.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createEventStore, documentClient } from '../../handlers/composition/stores.ts';
import { ratio, runAlternating } from '../alternating.ts';
import { commandAt, metaOf, setAt } from '../changes.ts';
import type { Figure, Settings } from '../figure.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';
import { formatUsage, measureClientUsage } from '../usage.ts';

const TARGET = 1.1;
const LONG = 100_000;
const SHORT = 10;
/** BatchWriteItem takes 25 puts. */
const BATCH = 25;

/** Compares one decision (read the head, decide, append) on a stream of 100,000 events with one on 10, on the same client. */
export const longHistoryFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(async ({ ctx }) => {
    const db = documentClient(ctx);
    await fill(ctx, db, 'Long', LONG);
    await fill(ctx, db, 'Short', SHORT);
    const long = decision(ctx, 'Long');
    const short = decision(ctx, 'Short');
    const usage = await measureClientUsage(db, long());
    const timings = await runAlternating({ long, short }, { rounds: 600, warmUp: 100, seed });
    const p50 = ratio(timings.long, timings.short);
    return {
      name: 'a decision on a long history',
      target: `1 Query + 1 PutItem; p50 with ${LONG} events ≤ ${TARGET} × with ${SHORT}`,
      measured: `${formatUsage(usage)}; p50 ${p50.ratio.toFixed(3)} ×`,
      passed: formatUsage(usage).startsWith('1 Query + 1 PutItem,') && rounded(p50.ratio) <= TARGET,
      details: { ...usage, p50, long: summary(timings.long), short: summary(timings.short) },
    };
  });

/** Writes a stream of events in batches; appending them one by one would take minutes. */
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
  let commands = 0;
  return () => {
    commands += 1;
    const meta = {
      actor: 'admin/admin-1',
      contactId: `bench-${commands}`,
      step: 'change',
      request: 'set:weather',
    };
    return () =>
      handleCommand(ports, location, `location/${locationId}`, meta, ({ state }, position) =>
        commandAt(locationId, meta.contactId, state.status?.seq ?? 0, position.stamp().at),
      );
  };
};
