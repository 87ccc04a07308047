import { defineEvent, eventsByName } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { breakGlass, byBreakGlass, encrypted, id, phone, withoutCarrierCodes } from '../fields.ts';

export const FACTORS = ['sms', 'totp'] as const;

const entry = () => ({
  adminId: id,
  number: encrypted(),
  numberChanged: z.described(
    z.boolean(),
    'true when this event brings a new number; false when the number is unchanged',
  ),
  name: encrypted(),
  maskedNumber: z.upTo(20),
  locations: z.described(
    z.array(z.upTo(40)).check(z.minLength(1), z.maxLength(500)),
    'location ids, or * for every location',
  ),
  language: z.upTo(12),
  phone: phone(),
  factor: z.described(
    z.enum(FACTORS),
    'how the administrator authenticates: a PIN by text, or a code from an authenticator app',
  ),
  totp: z.described(z.nullable(encrypted()), "the authenticator app's secret, encrypted"),
});
const privateFields = ['number', 'name', 'totp'] as const;

/** Entries written before authenticator apps were supported authenticate by text. */
const bySms = (old: Record<string, unknown>) => ({ ...old, factor: 'sms', totp: null });
const upcast = { 1: bySms, 2: withoutCarrierCodes };

/** The actions on an administrator's entry, each with the words that begin its refusal's sentence. */
const ACTS = {
  reenable: 'Re-enabling',
  'choose-factor': 'Changing the authentication factor of',
  enroll: 'Enrolling',
  change: 'Updating',
  revoke: 'Removing',
  erase: 'Erasing',
} as const;

/** Events of `admin/<adminId>` about the administrator's entry: enrolled, changed, revoked, erased, re-enabled. */
export const adminListEvents = eventsByName(
  defineEvent('AdminEnrolled', {
    version: 3,
    description: 'An administrator was enrolled.',
    outcome: 'done',
    payload: entry,
    privateFields,
    upcast,
    sentence: ({ adminId, maskedNumber }) => `${adminId} (${maskedNumber}) was enrolled.`,
  }),
  defineEvent('AdminChanged', {
    version: 3,
    description: "An administrator's entry was updated; carries the whole new entry.",
    outcome: 'done',
    payload: entry,
    privateFields,
    upcast,
    sentence: ({ adminId, maskedNumber }) => `The entry of ${adminId} (${maskedNumber}) was updated.`,
  }),
  defineEvent('AdminRevoked', {
    version: 1,
    description: 'An administrator was removed and has no access any more.',
    outcome: 'done',
    payload: () => ({ adminId: id, reason: z.text(1, 200) }),
    sentence: ({ adminId, reason }) => `${adminId} was removed: ${reason}.`,
  }),
  defineEvent('AdminErased', {
    version: 1,
    description:
      "An administrator was erased: the key of number and name is deleted; the administrator's events remain.",
    outcome: 'done',
    payload: () => ({
      adminId: id,
      basis: z.described(z.text(1, 200), 'the reason or legal basis of the erasure'),
    }),
    sentence: ({ adminId, basis }) => `${adminId} was erased: ${basis}.`,
  }),
  defineEvent('AdminReenabled', {
    version: 1,
    description:
      'An administrator who was blocked after too many wrong entries was re-enabled by a second person.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      by: z.described(
        z.nullable(
          z.strictObject({
            adminId: id,
            verifiedBy: z.described(id, 'the PinVerified event that verified the other administrator'),
          }),
        ),
        'the other administrator; null when it was an operator',
      ),
      breakGlass: breakGlass(),
    }),
    sentence: ({ adminId, by, breakGlass }) =>
      `${adminId} was re-enabled by ${by?.adminId ?? 'an operator'}${byBreakGlass(breakGlass)}.`,
  }),
  defineEvent('AdminActRefused', {
    version: 3,
    description: "A requested change of an administrator's entry was refused; carries the reason.",
    outcome: 'refused',
    payload: () => ({
      adminId: id,
      act: z.enum(Object.keys(ACTS) as (keyof typeof ACTS)[]),
      reason: z.enum([
        'not-listed',
        'not-verified',
        'own-stop',
        'no-reason',
        'erased',
        'already-enrolled',
        'number-taken',
        'step-reused',
        'year-used-up',
      ]),
      breakGlass: breakGlass(),
    }),
    upcast: { 1: (old) => old, 2: (old) => old },
    sentence: ({ adminId, act, reason, breakGlass }) =>
      `${ACTS[act]} ${adminId} was refused: ${reason}${byBreakGlass(breakGlass)}.`,
  }),
);
