import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ExplainedError } from '../../domain/ledger/index.ts';

/** How far one consumer has read each shard: the sequence number of the last record done. */
export type StreamPositions = {
  read(shardId: string): Promise<string | null>;
  write(shardId: string, sequenceNumber: string): Promise<void>;
};

/** The file of stream positions is damaged; without it every record would be delivered again. */
export class DamagedStreamPositions extends ExplainedError {
  readonly code = 'DamagedStreamPositions';
}

const schema = z.record(z.string(), z.string().regex(/^\d+$/));

/** Positions in memory; `save` runs after each write. */
export const memoryStreamPositions = (
  positions: Record<string, string> = {},
  save = () => {},
): StreamPositions => ({
  read: async (shardId) => positions[shardId] ?? null,
  async write(shardId, sequenceNumber) {
    positions[shardId] = sequenceNumber;
    save();
  },
});

/**
 * The positions of one consumer in a JSON file, replaced by a rename, so that a killed process leaves the old or the new
 * ones. Synchronous writes cost less than promises and cannot overtake each other.
 * @throws DamagedStreamPositions
 */
export const fileStreamPositions = (file: string): StreamPositions => {
  const positions = readPositions(file);
  return memoryStreamPositions(positions, () => {
    writeFileSync(`${file}.new`, JSON.stringify(positions));
    renameSync(`${file}.new`, file);
  });
};

const readPositions = (file: string): Record<string, string> => {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) return {};
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new DamagedStreamPositions(
      `${file} is not a list of stream positions; remove it to have the last 24 hours delivered again: rm ${file}`,
      { cause },
    );
  }
};
