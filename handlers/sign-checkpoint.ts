import type { Log } from '../adapters/log.ts';
import { type CheckpointPorts, checkpoint } from '../projections/checkpoint.ts';

export type SignCheckpointPorts = CheckpointPorts & { log: Log };

/** `SignCheckpoint`, on a schedule: one look at the log, and a signed checkpoint of it when one is due. */
export const signCheckpoint =
  (ports: SignCheckpointPorts, every: number) => async (): Promise<{ checkpoint: number | null }> => {
    const made = await checkpoint(ports, every);
    if (made) ports.log('info', 'checkpoint signed and anchored', { count: made.size });
    return { checkpoint: made?.size ?? null };
  };
