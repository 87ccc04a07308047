import { defineEvent, eventsByName, instant } from '../../ledger/index.ts';
import * as z from '../../zod.ts';
import { id, maybeInstant, phone, withoutCarrierCodes } from '../fields.ts';
import { SMS_FAILURES } from '../ports.ts';
import { MEANS } from './pin-limits.ts';

/** Why an entry was rejected, each with its words in the event's sentence. */
const REJECTIONS = {
  wrong: 'a wrong PIN',
  expired: 'a PIN that had expired',
  'not-yet-valid': 'a PIN that was sent by a clock that is ahead',
  'no-input': 'nothing',
  'no-challenge': 'a PIN although none was valid in this call',
  exhausted: 'a PIN after all tries were used',
  malformed: 'something other than a PIN',
  used: 'a code that had been used before',
  'step-reused': 'a PIN under the step of another command of the call',
} as const;
export type PinRejection = keyof typeof REJECTIONS;

const tries = (left: number) => `${left} ${left === 1 ? 'try' : 'tries'} left`;

/** Events of `admin/<adminId>` about challenges: every PIN issued, sent, entered or refused, every authenticator code. */
export const adminPinEvents = eventsByName(
  defineEvent('PinIssued', {
    version: 3,
    description:
      'A one-time PIN was issued to an administrator on the phone; it is not valid before it is sent.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      challengeId: id,
      tag: z.described(z.upTo(200), 'keyed tag of the PIN (KMS HMAC); the PIN itself is stored nowhere'),
      digits: z.whole(4, 8),
      tries: z.described(z.whole(1, 3), 'attempts allowed'),
      issuedAt: instant,
      phone: phone(),
    }),
    privateFields: ['tag'],
    // Version 1 took the number of tries from the configuration, which allows three at most.
    upcast: { 1: (old) => ({ ...old, tries: 3 }), 2: withoutCarrierCodes },
    sentence: ({ adminId, digits }) => `A PIN of ${digits} digits was issued to ${adminId}.`,
  }),
  defineEvent('PinSent', {
    version: 1,
    description: 'The SMS provider accepted the PIN; it is valid from now until it expires.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      challengeId: id,
      provider: z.upTo(40),
      messageId: z.upTo(200),
      expiresAt: instant,
    }),
    sentence: ({ adminId, provider, expiresAt }) =>
      `The PIN was sent to ${adminId} by ${provider}; it is valid until ${expiresAt}.`,
  }),
  defineEvent('PinSendFailed', {
    version: 1,
    description: 'The PIN could not be sent; it is void.',
    outcome: 'failed',
    payload: () => ({
      adminId: id,
      challengeId: id,
      provider: z.upTo(40),
      reason: z.enum([...SMS_FAILURES, 'interrupted']),
      detail: z.upTo(200),
    }),
    sentence: ({ adminId, reason }) => `The PIN for ${adminId} could not be sent: ${reason}.`,
  }),
  defineEvent('PinIssueRefused', {
    version: 5,
    description: 'A PIN or code was refused; carries the reason.',
    outcome: 'refused',
    payload: () => ({
      adminId: id,
      reason: z.enum([
        'not-mobile',
        'not-looked-up',
        'carrier-changed',
        'throttled',
        'disabled',
        'revoked',
        'number-mismatch',
        'step-reused',
      ]),
      scope: z.described(
        z.nullable(z.enum(['contact', 'ten-minutes', 'day', 'wait', 'system'])),
        'the limit that was reached, when throttled',
      ),
      until: z.described(maybeInstant(), 'when another request may succeed; null: not in this call'),
    }),
    upcast: { 1: (old) => old, 2: (old) => old, 3: (old) => old, 4: (old) => old },
    sentence: ({ adminId, reason }) => `${adminId} was refused a PIN: ${reason}.`,
  }),
  defineEvent('CodeRequested', {
    version: 1,
    description: 'An administrator on the phone was prompted for an authenticator code; no text was sent.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      challengeId: id,
      tries: z.described(z.whole(1, 3), 'attempts allowed'),
      expiresAt: instant,
    }),
    sentence: ({ adminId }) => `${adminId} was prompted for an authenticator code.`,
  }),
  defineEvent('CodeAccepted', {
    version: 1,
    description:
      'The correct authenticator code was entered in time; the code alone is blocked, so a PIN is needed as well.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      challengeId: id,
      attempt: z.whole(1),
      totpStep: z.described(z.whole(1), 'the time step of the code; no code of this step is accepted again'),
    }),
    sentence: ({ adminId, attempt }) =>
      `${adminId} entered the correct code on attempt ${attempt}; a PIN is needed as well.`,
  }),
  defineEvent('PinVerified', {
    version: 3,
    description:
      'The correct PIN or code was entered in time; this call may change emergencies until the session ends.',
    outcome: 'done',
    payload: () => ({
      adminId: id,
      challengeId: id,
      attempt: z.whole(1),
      sessionEndsAt: instant,
      totpStep: z.described(
        z.nullable(z.whole(1)),
        'the time step of the authenticator code; no code of this step or an earlier one is accepted again; null for a PIN',
      ),
      failuresBefore: z.described(
        z.whole(0),
        'wrong entries in other calls since the last verified call; the caller is told of them',
      ),
    }),
    upcast: {
      1: (old) => ({ ...old, totpStep: null }),
      2: (old) => ({ ...old, failuresBefore: 0 }),
    },
    sentence: ({ adminId, attempt, totpStep }) =>
      `${adminId} entered the correct ${totpStep === null ? 'PIN' : 'code'} on attempt ${attempt}.`,
  }),
  defineEvent('PinRejected', {
    version: 3,
    description: 'An entry did not authenticate the caller; the entered digits are never recorded.',
    outcome: 'refused',
    payload: () => ({
      adminId: id,
      challengeId: z.described(z.nullable(id), 'null when this call had no open challenge'),
      reason: z.enum(Object.keys(REJECTIONS) as PinRejection[]),
      means: z.described(
        z.nullable(z.enum(MEANS)),
        'what a correct entry would have authenticated by; null when nothing would have, and in old events',
      ),
      triesLeft: z.whole(0),
      failures: z.described(z.whole(0), 'consecutive failed tries, over all calls'),
      waitUntil: z.described(maybeInstant(), 'no new challenge before this time'),
      stopped: z.described(
        z.boolean(),
        'true when too many tries failed: a PIN or code alone is blocked until a re-enabling or a verification by both',
      ),
    }),
    upcast: { 1: (old) => old, 2: (old) => ({ ...old, means: null }) },
    sentence: ({ adminId, reason, triesLeft }) =>
      `${adminId} entered ${REJECTIONS[reason]}; ${tries(triesLeft)}.`,
  }),
);
