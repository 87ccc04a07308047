import { isAhead } from '../../ledger/index.ts';
import { type At, type Data, iso } from './command.ts';
import type { AdminEvent } from './events.ts';
import type { PinRejection } from './pin-events.ts';
import { type PinLimits, waitAfter } from './pin-limits.ts';
import {
  type AdminState,
  COUNTS_AS_FAILURE,
  challengeOn,
  type OpenChallenge,
  TAKES_A_TRY,
  validityOf,
} from './state.ts';

export type VerifyPin = At & {
  do: 'verify-pin';
  adminId: string;
  limits: PinLimits;
  typed: 'right' | 'wrong' | 'malformed' | 'no-input';
  /** The time step of the authenticator code that was entered; null for a PIN. */
  totpStep: number | null;
};

/** Verifies an entry, or rejects it with the counters after the failed try. */
export const verifyPin = (state: AdminState, command: VerifyPin): AdminEvent => {
  const { adminId, at, limits } = command;
  const challenge = state.stopped ? undefined : challengeOn(state, command.contactId);
  const reason = rejection(state, challenge, command);
  if (challenge && reason === null) {
    const sessionEndsAt = iso(at + limits.sessionSeconds * 1000);
    const { challengeId, tries } = challenge;
    const { totpStep } = command;
    const data = { adminId, challengeId, attempt: tries + 1, sessionEndsAt, totpStep };
    return { type: 'PinVerified', data };
  }
  const counters = counted(state, challenge, reason ?? 'no-challenge', at, limits);
  return { type: 'PinRejected', data: { adminId, ...counters } };
};

/** Rejects an entry under another command's step: no PIN was checked, so it uses up no try. */
export const rejectReused = (state: AdminState, { adminId, at, limits }: VerifyPin): AdminEvent => ({
  type: 'PinRejected',
  data: { adminId, ...counted(state, undefined, 'step-reused', at, limits) },
});

/** The reason to reject the entry, or null. A challenge is valid before `expiresAt`, and invalid from that millisecond on. */
const rejection = (
  { totpStep: lastStep }: AdminState,
  challenge: OpenChallenge | undefined,
  command: VerifyPin,
): PinRejection | null => {
  const validity = challenge ? validityOf(challenge) : null;
  if (!challenge || !validity) return 'no-challenge';
  if (unused(challenge, command.limits) <= 0) return 'exhausted';
  if (isAhead(validity.beginsAt, command.at)) return 'not-yet-valid';
  if (command.at >= validity.endsAt) return 'expired';
  if (command.typed !== 'right') return command.typed;
  // A code is accepted once: not of the last accepted step, nor of an earlier one (RFC 6238 5.2).
  return challenge.kind === 'totp' && (command.totpStep ?? 0) <= lastStep ? 'used' : null;
};

const unused = ({ allowed, tries }: OpenChallenge, limits: PinLimits): number =>
  Math.min(allowed, limits.triesPerChallenge) - tries;

/** Tries left after this one; 0 when the challenge is over or there is none. */
const triesLeft = (challenge: OpenChallenge | undefined, reason: PinRejection, limits: PinLimits): number => {
  if (!challenge || !TAKES_A_TRY.has(reason)) return 0;
  return Math.max(0, unused(challenge, limits) - 1);
};

/** The counters after one more rejected try. */
const counted = (
  state: AdminState,
  challenge: OpenChallenge | undefined,
  reason: PinRejection,
  at: number,
  limits: PinLimits,
): Omit<Data<'PinRejected'>, 'adminId'> => {
  const wrong = COUNTS_AS_FAILURE.has(reason);
  const failures = state.failures + (wrong ? 1 : 0);
  const wait = wrong ? waitAfter(limits, state.failedChallenges + (challenge?.failed ? 0 : 1)) : 0;
  return {
    challengeId: challenge?.challengeId ?? null,
    reason,
    triesLeft: triesLeft(challenge, reason, limits),
    failures,
    waitUntil: wait > 0 ? iso(at + wait) : null,
    stopped: state.stopped || failures >= limits.failuresBeforeStop,
  };
};
