import { z } from 'zod';
import { instant } from '../envelope.ts';
import { SMS_FAILURES } from '../ports.ts';
import { type EventOf, id, maybeInstant, phone, type Shape, sealed } from './shape.ts';

const profile = z.strictObject({
  adminId: id,
  number: sealed,
  numberChanged: z.boolean().describe('false when the entry was changed and the number stayed'),
  name: sealed,
  maskedNumber: z.string().max(20),
  locations: z.array(z.string().max(40)).min(1).max(500).describe('location ids, or * for every one'),
  language: z.string().max(12),
  phone,
});
const hidden = ['number', 'name'] as const;

export const ISSUE_REFUSALS = ['not-mobile', 'throttled', 'disabled', 'revoked'] as const;
export const PIN_REJECTIONS = [
  'wrong',
  'expired',
  'no-input',
  'no-challenge',
  'exhausted',
  'malformed',
] as const;

/** Events of `admin/<adminId>`: who may use the line, and every PIN asked for, sent, typed and refused. */
export const adminEvents = {
  AdminEnrolled: { schema: 1, says: 'An administrator was put on the list.', data: profile, hidden },
  AdminChanged: {
    schema: 1,
    says: "An administrator's entry was changed; it carries the whole new entry.",
    data: profile,
    hidden,
  },
  AdminRevoked: {
    schema: 1,
    says: 'An administrator was taken off the list.',
    data: z.strictObject({ adminId: id, reason: z.string().min(1).max(200) }),
  },
  PinIssued: {
    schema: 1,
    says: 'A one-time PIN was made for an administrator on the phone; it is not valid before it is sent.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      tag: z.string().max(200).describe('keyed tag of the PIN (KMS HMAC); the PIN itself is nowhere'),
      digits: z.int().min(4).max(8),
      issuedAt: instant,
      phone,
    }),
    hidden: ['tag'],
  },
  PinSent: {
    schema: 1,
    says: 'The SMS provider accepted the PIN; its life runs from here.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      provider: z.string().max(40),
      messageId: z.string().max(200),
      expiresAt: instant,
    }),
  },
  PinSendFailed: {
    schema: 1,
    says: 'The PIN did not leave; it is void.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      provider: z.string().max(40),
      reason: z.enum([...SMS_FAILURES, 'interrupted']),
      detail: z.string().max(200),
    }),
  },
  PinIssueRefused: {
    schema: 1,
    says: 'No PIN was made, and why.',
    data: z.strictObject({
      adminId: id,
      reason: z.enum(ISSUE_REFUSALS),
      scope: z
        .enum(['contact', 'ten-minutes', 'day', 'wait'])
        .nullable()
        .describe('which limit, when throttled'),
      until: maybeInstant.describe('when asking again may help; null: not in this call'),
    }),
  },
  PinVerified: {
    schema: 1,
    says: 'The right PIN was typed in time; this call may change emergencies until the session ends.',
    data: z.strictObject({ adminId: id, challengeId: id, attempt: z.int().min(1), sessionEndsAt: instant }),
  },
  PinRejected: {
    schema: 1,
    says: 'What was typed did not prove the caller; what was typed is recorded nowhere.',
    data: z.strictObject({
      adminId: id,
      challengeId: id.nullable().describe('null when no PIN was out in this call'),
      reason: z.enum(PIN_REJECTIONS),
      triesLeft: z.int().min(0),
      failures: z.int().min(0).describe('failed tries since the last success, over all calls'),
      waitUntil: maybeInstant.describe('no new PIN before this'),
      stopped: z
        .boolean()
        .describe('true when too many tries failed: the PIN is stopped until it is enabled again'),
    }),
  },
} as const satisfies Record<string, Shape>;

export type AdminEvent = EventOf<typeof adminEvents>;
