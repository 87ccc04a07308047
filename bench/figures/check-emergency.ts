import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sha256 } from '../../adapters/sha256.ts';
import { boardRow, location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead } from '../../domain/ledger/index.ts';
import { checkEmergency } from '../../handlers/check-emergency.ts';
import { createBoardTable, createEventStore, documentClient } from '../../handlers/composition/stores.ts';
import { ratio, runAlternating } from '../alternating.ts';
import { metaOf, setAt } from '../changes.ts';
import { countRequests, formatUsage } from '../count-requests.ts';
import type { Figure, Settings } from '../figure.ts';
import { flowEvent } from '../flow-event.ts';
import { rounded, summary } from '../statistics.ts';
import { withTables } from '../tables.ts';

const BAR = 1.1;

/** A customer's call: the whole handler, from the flow's event to its reply, beside a bare GetItem of the same row. */
export const checkEmergencyFigure = ({ seed }: Settings): Promise<Figure> =>
  withTables(null, async ({ ctx }) => {
    const { config, environment } = ctx;
    // As wireCheckEmergency does, but with the client in our hands.
    const db = documentClient(ctx);
    const board = createBoardTable(ctx);
    const handler = checkEmergency({ ...ctx, store: createEventStore(ctx), board });

    const log = { origin: config.origin, sha256 };
    const empty = emptyHead(log, 'location/Singapore', location.initial);
    const { status } = createItem(log, location, empty, setAt('Singapore'), metaOf(1)).head.state;
    if (status) await board.put(boardRow('Singapore', 1, status));

    const call = flowEvent(config, 'contact-1', '+6591234567', { Center: 'Singapore' });
    const TableName = environment.BOARD_TABLE;
    const ours = () => handler(call);
    const bare = () => db.send(new GetCommand({ TableName, Key: { location: 'Singapore' } }));

    const count = await countRequests(db, ours);
    const timings = await runAlternating(
      { ours: () => ours, bare: () => bare },
      { rounds: 3000, warmUp: 500, seed },
    );
    const p50 = ratio(timings.ours, timings.bare);
    return {
      name: 'CheckEmergency',
      bar: `1 GetItem, 0.5 units, nothing else; p50 ≤ ${BAR} × a bare GetItem`,
      measured: `${formatUsage(count)}; p50 ${p50.ratio.toFixed(3)} ×`,
      held: formatUsage(count) === '1 GetItem, 0.5 units' && rounded(p50.ratio) <= BAR,
      details: { ...count, p50, ours: summary(timings.ours), bare: summary(timings.bare) },
    };
  });
