import type { ChangeEmergency, LocationEvent } from '../domain/emergency/index.ts';
import type { CommandMetadata } from '../domain/ledger/index.ts';

const by = { adminId: 'admin-1', maskedNumber: '+65******01' };
const session = 'ULID-of-the-verification-01';
const message =
  'Because of severe weather, the Singapore contact centre is closed as of 2:05 PM. Please call again tomorrow.';

/** The event of every measurement: an emergency set at a location, in one language. */
export const setAt = (locationId: string) =>
  ({
    type: 'EmergencySet' as const,
    data: {
      locationId,
      by,
      verifiedBy: session,
      breakGlass: null,
      reaffirmed: false,
      emergencyType: 'weather',
      messages: { 'en-US': message },
      laterMessages: { 'en-US': message },
      expiresAt: null,
    },
  }) satisfies LocationEvent;

const START = Date.UTC(2026, 10, 22);

/** Event and contact ids of the usual length; the same number gives the same id. */
export const numberedId = (number: number) => `01M8118B${String(number).padStart(18, '0')}`;
export const numberedCall = (number: number) => `9d2ec285-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Metadata of the `number`-th event of a run; the same number gives the same bytes. */
export const metaOf = (number: number): CommandMetadata => ({
  id: numberedId(number),
  at: new Date(START + number * 60_000).toISOString(),
  actor: 'admin/admin-1',
  contactId: numberedCall(number),
  step: 'change-1',
});

/** The command that leads to such an event, by an administrator verified on this call; `at` in ms. */
export const commandAt = (
  locationId: string,
  contactId: string,
  heardSeq: number,
  at: number,
): ChangeEmergency => ({
  locationId,
  action: 'set',
  emergencyType: 'weather',
  messages: { 'en-US': message },
  laterMessages: { 'en-US': message },
  expiresAt: null,
  heardSeq,
  contactId,
  at,
  requester: {
    kind: 'administrator',
    ...by,
    locations: ['*'],
    verification: { contactId, verifiedAt: at, endsAt: at + 300_000, eventId: session },
  },
});
