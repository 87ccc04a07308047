import { z } from 'zod';
import { instant } from '../envelope.ts';
import { SMS_FAILURES } from '../ports.ts';
import { id, maybeInstant, phone, type Shape } from './shape.ts';

export const ISSUE_REFUSALS = ['not-mobile', 'carrier-changed', 'throttled', 'disabled', 'revoked'] as const;
export const PIN_REJECTIONS = [
  'wrong',
  'expired',
  'no-input',
  'no-challenge',
  'exhausted',
  'malformed',
  'used',
] as const;

/** Events of `admin/<adminId>` about the PIN: every one asked for, sent, typed and refused, and what the proof was used for. */
export const adminPinEvents = {
  PinIssued: {
    schema: 2,
    says: 'A one-time PIN was made for an administrator on the phone; it is not valid before it is sent.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      tag: z.string().max(200).describe('keyed tag of the PIN (KMS HMAC); the PIN itself is nowhere'),
      digits: z.int().min(4).max(8),
      tries: z.int().min(1).max(3).describe('how often it may be tried'),
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
    schema: 3,
    says: 'No PIN was made, and why.',
    data: z.strictObject({
      adminId: id,
      reason: z.enum(ISSUE_REFUSALS),
      scope: z
        .enum(['contact', 'ten-minutes', 'day', 'wait', 'system'])
        .nullable()
        .describe('which limit, when throttled'),
      until: maybeInstant.describe('when asking again may help; null: not in this call'),
    }),
  },
  CodeRequested: {
    schema: 1,
    says: 'An administrator on the phone was asked for the code of the authenticator app; no text was sent.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      tries: z.int().min(1).max(3).describe('how often a code may be tried'),
      expiresAt: instant,
    }),
  },
  PinVerified: {
    schema: 2,
    says: 'The right PIN or code was typed in time; this call may change emergencies until the session ends.',
    data: z.strictObject({
      adminId: id,
      challengeId: id,
      attempt: z.int().min(1),
      sessionEndsAt: instant,
      totpStep: z
        .int()
        .min(1)
        .nullable()
        .describe('the time step of the authenticator’s code, which no code may go back to; null for a PIN'),
    }),
  },
  PinRejected: {
    schema: 2,
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
  ChangeAuthorised: {
    schema: 1,
    says: 'A proven administrator was granted one of the changes that a proof is good for.',
    data: z.strictObject({
      adminId: id,
      locationId: id,
      action: z.enum(['set', 'remove']),
      verifiedBy: id.describe('the PinVerified event the session stands on'),
      change: z.int().min(1).describe('the how manyeth of the session'),
    }),
  },
  ChangeNotAuthorised: {
    schema: 1,
    says: 'The proof was not good for a further change, and why.',
    data: z.strictObject({
      adminId: id,
      locationId: id,
      action: z.enum(['set', 'remove']),
      reason: z.enum(['not-verified', 'session-over', 'changes-used-up']),
    }),
  },
} as const satisfies Record<string, Shape>;
