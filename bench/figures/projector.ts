import { memoryFailedRecords } from '../../adapters/folder-failed-records.ts';
import { sha256 } from '../../adapters/sha256.ts';
import { location } from '../../domain/emergency/index.ts';
import { createItem, emptyHead } from '../../domain/ledger/index.ts';
import { createStores } from '../../handlers/composition/projector.ts';
import { projectBatch } from '../../projections/project.ts';
import { streamRecord } from '../../test/kit/stream-records.ts';
import { metaOf, setAt } from '../changes.ts';
import type { Figure } from '../figure.ts';
import { withTables } from '../tables.ts';

const RECORDS = 100;
const LOCATIONS = ['Singapore', 'Manila', 'Sydney'];

/** Counts the board's reads and writes for a batch of 100 records over three locations. */
export const projectorFigure = (): Promise<Figure> =>
  withTables(async ({ ctx }) => {
    const ports = createStores(ctx);
    const requests = { get: 0, put: 0 };
    const board = {
      ...ports.board,
      get: (...all: Parameters<typeof ports.board.get>) => {
        requests.get += 1;
        return ports.board.get(...all);
      },
      put: (...all: Parameters<typeof ports.board.put>) => {
        requests.put += 1;
        return ports.board.put(...all);
      },
    };
    const log = { origin: ctx.config.origin, sha256 };
    const heads = LOCATIONS.map((id) => emptyHead(log, `location/${id}`, location.initial));
    const Records = Array.from({ length: RECORDS }, (_, index) => {
      const at = index % LOCATIONS.length;
      const head = heads[at] ?? emptyHead(log, 'location/none', location.initial);
      const next = createItem(log, location, head, setAt(LOCATIONS[at] ?? ''), metaOf(index + 1));
      heads[at] = next.head;
      return streamRecord(next.item, index);
    });
    const { batchItemFailures } = await projectBatch(
      { ...ports, board, failed: memoryFailedRecords(), sha256, log: ctx.log, system: ctx.system },
      { Records },
    );
    return {
      name: 'projector, 100 records over 3 locations',
      target: '3 writes',
      measured: `${requests.put} writes, ${requests.get} reads`,
      passed: requests.put === 3 && batchItemFailures.length === 0,
      details: requests,
    };
  });
