import type { Log } from '../adapters/log.ts';
import { type FailedRecords, type ParkedRecords, streamSchema } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import type { DirectoryPorts } from './admin-directory.ts';
import type { BoardPorts } from './emergency-board.ts';
import { rebuildRow } from './rebuild.ts';

export type RepairPorts = BoardPorts & DirectoryPorts & { failed: FailedRecords; log: Log };

const keyed = z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: streamSchema }) }) }) });

/**
 * Rebuilds the rows of parked records, and deletes those records: the log has their events. Idempotent. A failure is logged
 * and left for the next run; a record without a stream of ours is left for an operator.
 * @param discardedPrefix the name prefix of the records Lambda discarded
 * @throws when the records cannot be listed
 */
export const repairRows = async (ports: RepairPorts, discardedPrefix: string): Promise<void> => {
  for await (const parked of ports.failed.list(discardedPrefix))
    await repairFrom(ports, parked).catch((error: unknown) =>
      ports.log('error', 'failed to rebuild rows', { function: 'Project', error }),
    );
};

const repairFrom = async (ports: RepairPorts, { id, records }: ParkedRecords): Promise<void> => {
  const failed = await records();
  const streams = failed.map((record) => keyed.safeParse(record).data?.dynamodb.Keys.pk.S);
  if (streams.includes(undefined)) return;
  for (const stream of new Set(streams)) if (stream !== undefined) await rebuildRow(ports, stream);
  await ports.failed.remove(id);
  ports.log('info', 'rows rebuilt from the log', { function: 'Project', count: failed.length });
};
