import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ExplainedError } from '../../domain/ledger/index.ts';

/** How far each shard of one consumer has come: the sequence number of the last record done. */
export type StreamPosition = {
  read(shardId: string): Promise<string | null>;
  write(shardId: string, sequenceNumber: string): Promise<void>;
};

/** The file of stream positions is damaged; without it every record would be delivered again. */
export class DamagedStreamPosition extends ExplainedError {
  readonly code = 'DamagedCheckpoint';
}

const positions = z.record(z.string(), z.string().regex(/^\d+$/));

/**
 * Checkpoints in one file per consumer, written beside it and renamed, so that a killed process leaves the old or the
 * new one. Sync calls: two of them cost less than the promises would, and cannot overtake each other.
 * @throws DamagedCheckpoint, when made
 */
export const fileStreamPositions = (file: string): StreamPosition => {
  const known = readPositions(file);
  return {
    read: async (shardId) => known[shardId] ?? null,
    async write(shardId, sequenceNumber) {
      known[shardId] = sequenceNumber;
      writeFileSync(`${file}.new`, JSON.stringify(known));
      renameSync(`${file}.new`, file);
    },
  };
};

const readPositions = (file: string): Record<string, string> => {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return {};
  try {
    return positions.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DamagedStreamPosition(
      `${file} is not a list of stream positions; remove it to have the last 24 hours delivered again: rm ${file}`,
      { cause },
    );
  }
};
