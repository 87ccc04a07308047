import { z } from 'zod';
import { breakGlass, id, phone, type Shape, sealed } from './shape.ts';

export const FACTORS = ['sms', 'totp'] as const;

const profile = z.strictObject({
  adminId: id,
  number: sealed,
  numberChanged: z.boolean().describe('false when the entry was changed and the number stayed'),
  name: sealed,
  maskedNumber: z.string().max(20),
  locations: z.array(z.string().max(40)).min(1).max(500).describe('location ids, or * for every one'),
  language: z.string().max(12),
  phone,
  factor: z
    .enum(FACTORS)
    .describe('how the administrator proves himself: a PIN by text, or an authenticator’s code'),
  totp: sealed.nullable().describe('the authenticator’s secret, sealed'),
});
const hidden = ['number', 'name', 'totp'] as const;

export const ACTS = ['reenable', 'choose-factor', 'enroll', 'change'] as const;
export const ACT_REFUSALS = ['not-listed', 'not-verified', 'own-stop', 'no-reason', 'erased'] as const;

/** Events of `admin/<adminId>` that change who may use the line. */
export const adminListEvents = {
  AdminEnrolled: { schema: 2, says: 'An administrator was put on the list.', data: profile, hidden },
  AdminChanged: {
    schema: 2,
    says: "An administrator's entry was changed; it carries the whole new entry.",
    data: profile,
    hidden,
  },
  AdminRevoked: {
    schema: 1,
    says: 'An administrator was taken off the list.',
    data: z.strictObject({ adminId: id, reason: z.string().min(1).max(200) }),
  },
  AdminErased: {
    schema: 1,
    says: 'An administrator was erased: the key to number and name is deleted, what they did stays on record.',
    data: z.strictObject({
      adminId: id,
      basis: z.string().min(1).max(200).describe('why it had to be done'),
    }),
  },
  AdminReenabled: {
    schema: 1,
    says: 'A stopped PIN was enabled again: somebody else answered for the administrator.',
    data: z.strictObject({
      adminId: id,
      by: z
        .strictObject({
          adminId: id,
          verifiedBy: id.describe('the PinVerified event that proves the other administrator'),
        })
        .nullable()
        .describe('the other administrator; null when it was an operator alone'),
      breakGlass,
    }),
  },
  AdminActRefused: {
    schema: 2,
    says: 'A change of the list was asked for and refused, and why.',
    data: z.strictObject({
      adminId: id,
      act: z.enum(ACTS),
      reason: z.enum(ACT_REFUSALS),
      breakGlass,
    }),
  },
} as const satisfies Record<string, Shape>;
