import * as z from '../zod.ts';

/** Ids chosen by the installation. A call's id is Connect's contact id (domain/ledger/envelope.ts). */
export const LOCATION_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
export const ADMIN_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

export const locationStream = (locationId: string) => `location/${locationId}`;
export const adminStream = (adminId: string) => `admin/${adminId}`;
export const callStream = (contactId: string) => `call/${contactId}`;

/** The kinds of streams. A call's stream holds the events that belong to no administrator and no location. */
export const STREAM_KINDS = ['admin', 'location', 'call'] as const;
export type StreamKind = (typeof STREAM_KINDS)[number];

export const STREAM = /^(admin|location|call)\/[A-Za-z0-9][A-Za-z0-9_:-]{0,79}$/;
export const streamSchema = z.matching(STREAM, 'not admin/<id>, location/<id> or call/<id>');

/** `location/Manila` → `{ kind: 'location', key: 'Manila' }`. */
export const parseStream = (stream: string) => {
  const [kind, key] = streamSchema.parse(stream).split('/') as [StreamKind, string];
  return { kind, key };
};
