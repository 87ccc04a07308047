import type { Log } from '../adapters/log.ts';
import {
  type ComparePorts,
  type Mismatch,
  mismatchOf,
  type ReadModel,
  rowsToCompare,
} from './compare-rows.ts';

/** Log lines; each raises an alarm of its own. */
const FOUND = {
  stale: 'row missed an event of the log',
  differs: 'row does not match the log',
  'no-event': 'row does not match the log',
} as const satisfies Record<Mismatch['reason'], string>;

/**
 * Compares a read model with the log, and rebuilds every row that differs: because the stream lost its records before they were
 * read, or because somebody wrote past the projector. A row that no event explains is removed first, as its sequence number
 * would keep later events out. Writes under the projector's own conditions, so both may run at once: the newer row wins. A
 * row that cannot be compared or written is logged, and does not keep the others from being repaired.
 */
export const correctRows = async (
  ports: ComparePorts & { log: Log },
  readModel: ReadModel,
): Promise<void> => {
  for await (const row of rowsToCompare(ports, readModel)) {
    const fields = { function: 'Project', stream: row.stream };
    try {
      const status = await mismatchOf(ports, row);
      if (status === null) continue;
      ports.log('error', FOUND[status], { ...fields, status });
      if (status === 'no-event') await row.remove();
      await row.rebuild();
      ports.log('info', 'rows rebuilt from the log', { ...fields, count: 1 });
    } catch (error) {
      ports.log('error', 'failed to rebuild rows', { ...fields, error });
    }
  }
};
