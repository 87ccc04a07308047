import * as z from '../zod.ts';
import { breakGlass, facts, id, phone, type Shape, sealed } from './shape.ts';

export const FACTORS = ['sms', 'totp'] as const;

const profile = facts(() => ({
  adminId: id,
  number: sealed(),
  numberChanged: z.described(z.boolean(), 'false when the entry was changed and the number stayed'),
  name: sealed(),
  maskedNumber: z.upTo(20),
  locations: z.described(
    z.array(z.upTo(40)).check(z.minLength(1), z.maxLength(500)),
    'location ids, or * for every one',
  ),
  language: z.upTo(12),
  phone: phone(),
  factor: z.described(
    z.enum(FACTORS),
    'how the administrator proves himself: a PIN by text, or an authenticator’s code',
  ),
  totp: z.described(z.nullable(sealed()), 'the authenticator’s secret, sealed'),
}));
const hidden = ['number', 'name', 'totp'] as const;

export const ACTS = ['reenable', 'choose-factor', 'enroll', 'change'] as const;
export const ACT_REFUSALS = ['not-listed', 'not-verified', 'own-stop', 'no-reason', 'erased'] as const;

/** Events of `admin/<adminId>` that change who may use the line. */
export const adminListEvents = {
  AdminEnrolled: { schema: 3, says: 'An administrator was put on the list.', data: profile, hidden },
  AdminChanged: {
    schema: 3,
    says: "An administrator's entry was changed; it carries the whole new entry.",
    data: profile,
    hidden,
  },
  AdminRevoked: {
    schema: 1,
    says: 'An administrator was taken off the list.',
    data: facts(() => ({ adminId: id, reason: z.text(1, 200) })),
  },
  AdminErased: {
    schema: 1,
    says: 'An administrator was erased: the key to number and name is deleted, what they did stays on record.',
    data: facts(() => ({
      adminId: id,
      basis: z.described(z.text(1, 200), 'why it had to be done'),
    })),
  },
  AdminReenabled: {
    schema: 1,
    says: 'A stopped PIN was enabled again: somebody else answered for the administrator.',
    data: facts(() => ({
      adminId: id,
      by: z.described(
        z.nullable(
          z.strictObject({
            adminId: id,
            verifiedBy: z.described(id, 'the PinVerified event that proves the other administrator'),
          }),
        ),
        'the other administrator; null when it was an operator alone',
      ),
      breakGlass: breakGlass(),
    })),
  },
  AdminActRefused: {
    schema: 2,
    says: 'A change of the list was asked for and refused, and why.',
    data: facts(() => ({
      adminId: id,
      act: z.enum(ACTS),
      reason: z.enum(ACT_REFUSALS),
      breakGlass: breakGlass(),
    })),
  },
} as const satisfies Record<string, Shape>;
