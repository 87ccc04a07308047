import type { Log } from '../adapters/log.ts';
import { type CheckpointPorts, checkpoint } from '../projections/checkpoint.ts';

export type SignCheckpointPorts = CheckpointPorts & { log: Log };

/** `SignCheckpoint`, on a schedule (`every`, milliseconds): signs and anchors a checkpoint of the log when one is due. */
export const signCheckpoint =
  (ports: SignCheckpointPorts, every: number) => async (): Promise<{ checkpoint: number | null }> => {
    const signed = await checkpoint(ports, every);
    if (signed) ports.log('info', 'checkpoint signed and anchored', { count: signed.size });
    return { checkpoint: signed?.size ?? null };
  };
