import { isAhead } from '../../ledger/index.ts';
import { type At, type Data, iso } from './command.ts';
import type { AdminEvent } from './events.ts';
import type { PinRejection } from './pin-events.ts';
import { type Means, type PinLimits, waitAfter } from './pin-limits.ts';
import {
  type AdminState,
  COUNTS_AS_FAILURE,
  challengeOn,
  enrolledEntry,
  type OpenChallenge,
  TAKES_A_TRY,
  validityOf,
} from './state.ts';
import { meansOf, reachesStop, withWrong } from './wrong-entries.ts';

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
  const { adminId } = command;
  const entered = enteredOn(state, command);
  const reason = rejection(state, entered?.challenge, command);
  if (entered && reason === null) return accepted(state, entered, command);
  const counters = counted(state, entered, reason ?? 'no-challenge', command);
  return { type: 'PinRejected', data: { adminId, ...counters } };
};

/** The open challenge of the call, and what a correct entry authenticates by. */
type Entered = { challenge: OpenChallenge; means: Means };

const enteredOn = (state: AdminState, { contactId, at }: VerifyPin): Entered | undefined => {
  const challenge = challengeOn(state, contactId);
  const means = challenge ? meansOf(state, challenge, at) : null;
  return challenge && means ? { challenge, means } : undefined;
};

/** A correct entry: authenticates, or is a code that needs a PIN as well. */
const accepted = (state: AdminState, { challenge, means }: Entered, command: VerifyPin): AdminEvent => {
  const { adminId, at, limits, totpStep } = command;
  const { challengeId, tries, slips } = challenge;
  const entry = { adminId, challengeId, attempt: tries + 1 };
  if (means === 'both' && challenge.kind === 'totp')
    return { type: 'CodeAccepted', data: { ...entry, totpStep: totpStep ?? 0 } };
  const sessionEndsAt = iso(at + limits.sessionSeconds * 1000);
  const failuresBefore = Math.max(0, state.failures - slips);
  return { type: 'PinVerified', data: { ...entry, sessionEndsAt, totpStep, failuresBefore } };
};

/** Rejects an entry under another command's step: no PIN was checked, so it uses up no try. */
export const rejectReused = (state: AdminState, command: VerifyPin): AdminEvent => ({
  type: 'PinRejected',
  data: { adminId: command.adminId, ...counted(state, undefined, 'step-reused', command) },
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
  entered: Entered | undefined,
  reason: PinRejection,
  { at, limits, contactId }: VerifyPin,
): Omit<Data<'PinRejected'>, 'adminId'> => {
  const { challenge, means = null } = entered ?? {};
  const wrong = COUNTS_AS_FAILURE.has(reason);
  const failures = state.failures + (wrong ? 1 : 0);
  // Codes never wait: when too many were wrong, a PIN is needed as well, and a stranger cannot make the owner wait.
  const waits = wrong && means === 'sms';
  const after =
    wrong && entered
      ? withWrong(state, entered.challenge.kind, { at, contactId, means: entered.means })
      : state;
  const wait = waits ? waitAfter(limits, state.failedChallenges + (challenge?.failed ? 0 : 1)) : 0;
  return {
    challengeId: challenge?.challengeId ?? null,
    reason,
    means,
    triesLeft: triesLeft(challenge, reason, limits),
    failures,
    waitUntil: wait > 0 ? iso(at + wait) : null,
    stopped: isStopped({ ...after, failures }, entered, limits, at),
  };
};

/** Whether the factor of the entry is blocked after it; when nothing could be entered, whether the administrator is. */
const isStopped = (
  state: AdminState,
  entered: Entered | undefined,
  limits: PinLimits,
  at: number,
): boolean => {
  if (entered) return entered.means === 'both' || reachesStop(state, entered.means, limits, at);
  const profile = enrolledEntry(state)?.profile;
  return profile !== undefined && meansOf(state, { kind: profile.factor }, at) === null;
};
