import type { Log } from '../adapters/log.ts';
import type { FailedRecords } from '../domain/emergency/index.ts';
import type { DirectoryPorts } from './admin-directory.ts';
import type { BoardPorts } from './emergency-board.ts';
import { type Recovery, retryParked } from './parked-records.ts';
import { rebuildRow } from './rebuild.ts';

export type RepairPorts = BoardPorts & DirectoryPorts & { failed: FailedRecords; log: Log };

/** Rebuilds each record's row: the log has its events. */
const rebuildRows =
  (ports: RepairPorts): Recovery['recover'] =>
  async (records) => {
    const errors = new Map<string, unknown>();
    for (const stream of new Set(records.map((one) => one.stream)))
      await rebuildRow(ports, stream).catch((error: unknown) => errors.set(stream, error));
    return records
      .filter(({ stream }) => errors.has(stream))
      .map(({ stream, record }) => ({ record, error: errors.get(stream) }));
  };

/** Rebuilds the rows of parked records, and deletes those records (parked-records.ts). */
export const repairRows = (ports: RepairPorts, discardedPrefix: string): Promise<void> =>
  retryParked(
    ports,
    {
      consumer: 'Project',
      recover: rebuildRows(ports),
      recovered: 'rows rebuilt from the log',
      failed: 'failed to rebuild rows',
    },
    discardedPrefix,
  );
