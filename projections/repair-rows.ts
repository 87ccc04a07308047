import type { Log } from '../adapters/log.ts';
import { type FailedRecords, type KeptRecords, streamSchema } from '../domain/emergency/index.ts';
import * as z from '../domain/zod.ts';
import type { DirectoryPorts } from './admin-directory.ts';
import type { BoardPorts } from './emergency-board.ts';
import { rebuildRow } from './rebuild.ts';

export type MendPorts = BoardPorts & DirectoryPorts & { failed: FailedRecords; log: Log };

const keyed = z.object({ dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: streamSchema }) }) }) });

/**
 * Rebuilds the rows that failed records show to be behind, and deletes those records: the log has their events. It is
 * idempotent. Failures are logged and left for the next run; a record that names no stream of ours has no row, and is left
 * for an operator.
 * @param givenUp the name prefix of the records Lambda discarded
 * @throws when they cannot be listed
 */
export const mend = async (ports: MendPorts, givenUp: string): Promise<void> => {
  for await (const kept of ports.failed.list(givenUp))
    await mendFrom(ports, kept).catch((error: unknown) =>
      ports.log('error', 'failed to rebuild rows', { function: 'Project', error }),
    );
};

const mendFrom = async (ports: MendPorts, { id, records }: KeptRecords): Promise<void> => {
  const failed = await records();
  const streams = failed.map((record) => keyed.safeParse(record).data?.dynamodb.Keys.pk.S);
  if (streams.includes(undefined)) return;
  for (const stream of new Set(streams)) if (stream !== undefined) await rebuildRow(ports, stream);
  await ports.failed.remove(id);
  ports.log('info', 'rows rebuilt from the log', { function: 'Project', count: failed.length });
};
