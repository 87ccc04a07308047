import {
  type AdminState,
  COUNTS_AS_FAILURE,
  evolveAdmin,
  initialAdmin,
  type OpenChallenge,
  TAKES_A_TRY,
} from './admin-state.ts';
import type { Decider } from './decider.ts';
import type { AdminEvent, PIN_REJECTIONS } from './events/admin.ts';
import { type PinLimits, throttled, waitAfter } from './pin-limits.ts';
import type { Phone, SmsOutcome } from './ports.ts';

type Data<Type extends AdminEvent['type']> = Extract<AdminEvent, { type: Type }>['data'];
type At = { contactId: string; at: number };

/** What an administrator's stream can be asked. `at` is in milliseconds; limits come with the command, being configuration. */
export type AdminCommand =
  | ({ do: 'enroll' | 'change' } & Data<'AdminEnrolled'>)
  | ({ do: 'revoke' } & Data<'AdminRevoked'>)
  | (At & {
      do: 'issue-pin';
      adminId: string;
      /** Which entry the caller's number was found under: `Profile.numberSeq` of the directory row. */
      numberSeq: number;
      limits: PinLimits;
      phone: Phone;
      challengeId: string;
      tag: string;
    })
  | (At & {
      do: 'record-send';
      adminId: string;
      limits: PinLimits;
      challengeId: string;
      provider: string;
      outcome: SendOutcome;
    })
  | (At & {
      do: 'verify-pin';
      adminId: string;
      limits: PinLimits;
      typed: 'right' | 'wrong' | 'malformed' | 'no-input';
    });

/** `interrupted`: a retry found the PIN issued and no outcome; what was in memory is lost. */
export type SendOutcome = SmsOutcome | { sent: false; reason: 'interrupted'; detail: string };

const iso = (at: number) => new Date(at).toISOString();

const issuePin = (state: AdminState, command: Extract<AdminCommand, { do: 'issue-pin' }>): AdminEvent => {
  const { adminId, at, limits, phone, challengeId, tag } = command;
  const refuse = (
    reason: Data<'PinIssueRefused'>['reason'],
    limit?: ReturnType<typeof throttled>,
  ): AdminEvent => ({
    type: 'PinIssueRefused',
    data: { adminId, reason, scope: limit?.scope ?? null, until: limit?.until ? iso(limit.until) : null },
  });
  if (state.revoked || state.profile?.numberSeq !== command.numberSeq) return refuse('revoked');
  if (state.stopped) return refuse('disabled');
  if (phone.type !== 'MOBILE') return refuse('not-mobile');
  const limit = throttled(limits, state.sends, state.waitUntil, command.contactId, at);
  if (limit) return refuse('throttled', limit);
  return {
    type: 'PinIssued',
    data: { adminId, challengeId, tag, digits: limits.length, issuedAt: iso(at), phone },
  };
};

const recordSend = (command: Extract<AdminCommand, { do: 'record-send' }>): AdminEvent => {
  const { adminId, challengeId, provider, outcome, at, limits } = command;
  if (!outcome.sent) {
    const { reason, detail } = outcome;
    return { type: 'PinSendFailed', data: { adminId, challengeId, provider, reason, detail } };
  }
  const expiresAt = iso(at + limits.lifeSeconds * 1000);
  return {
    type: 'PinSent',
    data: { adminId, challengeId, provider, messageId: outcome.messageId, expiresAt },
  };
};

type Rejection = (typeof PIN_REJECTIONS)[number];

/** Why what was typed proves nothing, or null when it is right. Valid before `expiresAt`, invalid from that millisecond on. */
const rejection = (
  challenge: OpenChallenge | undefined,
  command: Extract<AdminCommand, { do: 'verify-pin' }>,
): Rejection | null => {
  if (!challenge || challenge.expiresAt === null) return 'no-challenge';
  if (challenge.tries >= command.limits.triesPerChallenge) return 'exhausted';
  if (command.at >= challenge.expiresAt) return 'expired';
  return command.typed === 'right' ? null : command.typed;
};

const verifyPin = (state: AdminState, command: Extract<AdminCommand, { do: 'verify-pin' }>): AdminEvent => {
  const { adminId, at, limits } = command;
  const usable = state.profile && !state.revoked && !state.stopped;
  const challenge = usable
    ? state.challenges.find((open) => open.contactId === command.contactId)
    : undefined;
  const reason = rejection(challenge, command);
  if (challenge && reason === null) {
    const sessionEndsAt = iso(at + limits.sessionSeconds * 1000);
    const { challengeId, tries } = challenge;
    return { type: 'PinVerified', data: { adminId, challengeId, attempt: tries + 1, sessionEndsAt } };
  }
  return {
    type: 'PinRejected',
    data: { adminId, ...counted(state, challenge, reason ?? 'no-challenge', at, limits) },
  };
};

/** Tries left after this one; none against a challenge that is dead or was never there. */
const triesLeft = (challenge: OpenChallenge | undefined, reason: Rejection, limits: PinLimits): number => {
  if (!challenge || !TAKES_A_TRY.has(reason)) return 0;
  return Math.max(0, limits.triesPerChallenge - challenge.tries - 1);
};

/** What one more rejected try does to the counters. */
const counted = (
  state: AdminState,
  challenge: OpenChallenge | undefined,
  reason: Rejection,
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

const decide = (state: AdminState, command: AdminCommand): AdminEvent => {
  switch (command.do) {
    case 'enroll':
    case 'change': {
      const { do: act, ...data } = command;
      return { type: act === 'enroll' ? 'AdminEnrolled' : 'AdminChanged', data };
    }
    case 'revoke': {
      const { do: _, ...data } = command;
      return { type: 'AdminRevoked', data };
    }
    case 'issue-pin':
      return issuePin(state, command);
    case 'record-send':
      return recordSend(command);
    case 'verify-pin':
      return verifyPin(state, command);
  }
};

/** The rules of an administrator's stream: the list's entry, the PIN, and the counters that protect it over all calls. */
export const admin: Decider<AdminState, AdminCommand, AdminEvent> = {
  stateVersion: 1,
  initial: initialAdmin,
  evolve: evolveAdmin,
  decide,
};
