import * as z from '../zod.ts';

/** Ids that people write; the third kind of stream has Connect's own, a contact id (envelope.ts). */
export const LOCATION_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
export const ADMIN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

export const locationStream = (locationId: string) => `location/${locationId}`;
export const adminStream = (adminId: string) => `admin/${adminId}`;
export const callStream = (contactId: string) => `call/${contactId}`;

/** What a stream is about: an administrator, a location, or a call that concerns neither. */
export const STREAM_KINDS = ['admin', 'location', 'call'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

export const STREAM = /^(admin|location|call)\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79}$/;
export const streamSchema = z.matching(STREAM, 'not admin/<id>, location/<id> or call/<id>');

/** `location/Manila` → `{ kind: 'location', key: 'Manila' }`. */
export const parseStream = (stream: string) => {
  const [kind, key] = streamSchema.parse(stream).split('/') as [StreamKind, string];
  return { kind, key };
};

/**
 * Parts of the index `byTime`: 4 × 1,000 writes a second before the index pushes back on the table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html
 */
export const DAY_SHARDS = 4;

/** A stream's part of the index, always the same. FNV-1a, 32 bits. */
export const shardOf = (stream: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i += 1) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193) >>> 0;
  return hash % DAY_SHARDS;
};

/** The index's key: the day of `at` and the stream's shard, so that one stream stays whole. */
export const dayKey = (stream: string, at: string): string => `${at.slice(0, 10)}#${shardOf(stream)}`;
