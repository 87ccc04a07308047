import { instant } from '../envelope.ts';
import { SMS_FAILURES } from '../ports.ts';
import * as z from '../zod.ts';
import { facts, id, maybeInstant, phone, type Shape } from './shape.ts';

export const ISSUE_REFUSALS = [
  'not-mobile',
  'not-looked-up',
  'carrier-changed',
  'throttled',
  'disabled',
  'revoked',
] as const;
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
    schema: 3,
    says: 'A one-time PIN was made for an administrator on the phone; it is not valid before it is sent.',
    data: facts(() => ({
      adminId: id,
      challengeId: id,
      tag: z.described(z.upTo(200), 'keyed tag of the PIN (KMS HMAC); the PIN itself is nowhere'),
      digits: z.whole(4, 8),
      tries: z.described(z.whole(1, 3), 'how often it may be tried'),
      issuedAt: instant,
      phone: phone(),
    })),
    hidden: ['tag'],
  },
  PinSent: {
    schema: 1,
    says: 'The SMS provider accepted the PIN; its life runs from here.',
    data: facts(() => ({
      adminId: id,
      challengeId: id,
      provider: z.upTo(40),
      messageId: z.upTo(200),
      expiresAt: instant,
    })),
  },
  PinSendFailed: {
    schema: 1,
    says: 'The PIN did not leave; it is void.',
    data: facts(() => ({
      adminId: id,
      challengeId: id,
      provider: z.upTo(40),
      reason: z.enum([...SMS_FAILURES, 'interrupted']),
      detail: z.upTo(200),
    })),
  },
  PinIssueRefused: {
    schema: 4,
    says: 'No PIN was made, and why.',
    data: facts(() => ({
      adminId: id,
      reason: z.enum(ISSUE_REFUSALS),
      scope: z.described(
        z.nullable(z.enum(['contact', 'ten-minutes', 'day', 'wait', 'system'])),
        'which limit, when throttled',
      ),
      until: z.described(maybeInstant(), 'when asking again may help; null: not in this call'),
    })),
  },
  CodeRequested: {
    schema: 1,
    says: 'An administrator on the phone was asked for the code of the authenticator app; no text was sent.',
    data: facts(() => ({
      adminId: id,
      challengeId: id,
      tries: z.described(z.whole(1, 3), 'how often a code may be tried'),
      expiresAt: instant,
    })),
  },
  PinVerified: {
    schema: 2,
    says: 'The right PIN or code was typed in time; this call may change emergencies until the session ends.',
    data: facts(() => ({
      adminId: id,
      challengeId: id,
      attempt: z.whole(1),
      sessionEndsAt: instant,
      totpStep: z.described(
        z.nullable(z.whole(1)),
        'the time step of the authenticator’s code, which no code may go back to; null for a PIN',
      ),
    })),
  },
  PinRejected: {
    schema: 2,
    says: 'What was typed did not prove the caller; what was typed is recorded nowhere.',
    data: facts(() => ({
      adminId: id,
      challengeId: z.described(z.nullable(id), 'null when no PIN was out in this call'),
      reason: z.enum(PIN_REJECTIONS),
      triesLeft: z.whole(0),
      failures: z.described(z.whole(0), 'failed tries since the last success, over all calls'),
      waitUntil: z.described(maybeInstant(), 'no new PIN before this'),
      stopped: z.described(
        z.boolean(),
        'true when too many tries failed: the PIN is stopped until it is enabled again',
      ),
    })),
  },
  ChangeAuthorised: {
    schema: 1,
    says: 'A proven administrator was granted one of the changes that a proof is good for.',
    data: facts(() => ({
      adminId: id,
      locationId: id,
      action: z.enum(['set', 'remove']),
      verifiedBy: z.described(id, 'the PinVerified event the session stands on'),
      change: z.described(z.whole(1), 'the how manyeth of the session'),
    })),
  },
  ChangeNotAuthorised: {
    schema: 1,
    says: 'The proof was not good for a further change, and why.',
    data: facts(() => ({
      adminId: id,
      locationId: id,
      action: z.enum(['set', 'remove']),
      reason: z.enum(['not-verified', 'session-over', 'changes-used-up']),
    })),
  },
} as const satisfies Record<string, Shape>;
