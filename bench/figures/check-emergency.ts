import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../adapters/sha256.ts';
import { boardRow, location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead } from '../../domain/ledger/index.ts';
import { checkEmergency } from '../../handlers/check-emergency.ts';
import { createBoardTable, createEventStore, documentClient } from '../../handlers/composition/stores.ts';
import { connectEvent } from '../../test/kit/connect-event.ts';
import { ratio, runAlternating } from '../alternating.ts';
import { metaOf, setAt } from '../changes.ts';
import type { Figure, Settings } from '../figure.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';
import { formatUsage, measureClientUsage } from '../usage.ts';

const TARGET = 1.1;

/** Compares a customer's call, the whole handler from the flow's event to its reply, with a bare GetItem of the same row. */
export const checkEmergencyFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(async ({ ctx }) => {
    const { config, environment } = ctx;
    // As createCheckEmergency does, on a client that is measured.
    const db = documentClient(ctx);
    const board = createBoardTable(ctx);
    const handler = checkEmergency({ ...ctx, store: createEventStore(ctx), board });

    const log = { origin: config.origin, sha256 };
    const empty = emptyHead(log, 'location/Singapore', location.initial);
    const { status } = createItem(log, location, empty, setAt('Singapore'), metaOf(1)).head.state;
    if (status) await board.put(boardRow('Singapore', 1, status));

    const call = connectEvent(
      config,
      { from: '+6591234567', contactId: 'contact-1', language: 'en-US' },
      { Center: 'Singapore' },
    );
    const TableName = environment.BOARD_TABLE;
    const ours = () => handler(call);
    const bare = () => db.send(new GetCommand({ TableName, Key: { location: 'Singapore' } }));

    const usage = await measureClientUsage(db, ours);
    const timings = await runAlternating(
      { ours: () => ours, bare: () => bare },
      { rounds: 3000, warmUp: 500, seed },
    );
    const p50 = ratio(timings.ours, timings.bare);
    return {
      name: 'CheckEmergency',
      target: `1 GetItem, 0.5 units, nothing else; p50 ≤ ${TARGET} × a bare GetItem`,
      measured: `${formatUsage(usage)}; p50 ${p50.ratio.toFixed(3)} ×`,
      passed: formatUsage(usage) === '1 GetItem, 0.5 units' && rounded(p50.ratio) <= TARGET,
      details: { ...usage, p50, ours: summary(timings.ours), bare: summary(timings.bare) },
    };
  });
