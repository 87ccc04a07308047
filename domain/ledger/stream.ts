import * as z from '../zod.ts';

/** A stream's name, `<kind>/<id>`. */
export const streamName = z.matching(/^[a-z]+\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79}$/, 'not <kind>/<id>');

/**
 * Shards of the index `byTime`: 4 × 1,000 writes a second before the index throttles the table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html
 */
export const DAY_SHARDS = 4;

/** A stream's shard of the index, constant for the stream (FNV-1a, 32 bits). */
export const shardOf = (stream: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i += 1) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193) >>> 0;
  return hash % DAY_SHARDS;
};

/** The index's key: the day of the writer's own time `at` and the stream's shard, so that one stream stays whole. */
export const dayKey = (stream: string, at: string): string => `${at.slice(0, 10)}#${shardOf(stream)}`;
