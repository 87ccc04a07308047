import { judgedTime } from '../../ledger/index.ts';
import type { AdminCommand } from '../admin/decide.ts';
import type { IssuePin } from '../admin/issue-pin.ts';
import { openChallenge } from '../admin/pin-state.ts';
import { type AdminState, challengeOn, type Of, profileOf } from '../admin/state.ts';
import type { Phone } from '../ports.ts';
import { NO_SENDS } from '../send-budget.ts';
import { ANY_NUMBER, NO_LIMITS, secondsUntil, upTo } from './limits.ts';

const callOf = (
  event: Of<
    'PinIssued' | 'CodeRequested' | 'PinIssueRefused' | 'CodeAccepted' | 'PinVerified' | 'PinRejected'
  >,
) => ({
  adminId: event.data.adminId,
  contactId: event.contactId,
  at: judgedTime(event),
});

const MOBILE: Phone = { type: 'MOBILE', carrier: null, mcc: null, mnc: null, country: null };
const HOUR = 3_600_000;

const asking = (
  state: AdminState,
  event: Of<'PinIssued' | 'CodeRequested' | 'PinIssueRefused'>,
  more: Partial<IssuePin>,
): IssuePin => ({
  do: 'issue-pin',
  ...callOf(event),
  numberSeq: profileOf(state)?.numberSeq ?? 0,
  rowContradictsLog: false,
  limits: NO_LIMITS,
  phone: MOBILE,
  challengeId: '',
  tag: '',
  system: NO_SENDS,
  ...more,
});

export const issued = (state: AdminState, event: Of<'PinIssued'>): AdminCommand[] => {
  const { challengeId, tag, phone, digits, tries } = event.data;
  const limits = { ...NO_LIMITS, length: digits, triesPerChallenge: tries };
  return [asking(state, event, { challengeId, tag, phone, limits })];
};

export const codeRequested = (state: AdminState, event: Of<'CodeRequested'>): AdminCommand[] => {
  const { challengeId, tries } = event.data;
  return [asking(state, event, { challengeId, limits: { ...NO_LIMITS, triesPerChallenge: tries } })];
};

/** The texts of the day are used up: the oldest of them is a day old at the end, or the last resort after one of them comes first. */
const dayUsedUp = ({ sends }: AdminState, end: number): Partial<IssuePin>[] => {
  const resorts = sends.map(({ at }) => (end - at) / 1000).filter((seconds) => seconds >= 600);
  return upTo(50).flatMap((sendsPerDay) =>
    [NO_LIMITS.lastResortSeconds, ...resorts].map((lastResortSeconds) => ({
      limits: { ...NO_LIMITS, sendsPerDay, lastResortSeconds },
    })),
  );
};

/** For a limit, every value that the configuration allows; of the line's budget, which the log does not hold, the time alone. */
const throttles = (state: AdminState, { data }: Of<'PinIssueRefused'>): Partial<IssuePin>[] => {
  const end = data.until === null ? 0 : Date.parse(data.until);
  switch (data.scope) {
    case 'contact':
      return [{ limits: { ...NO_LIMITS, challengesPerContact: 1 } }];
    case 'ten-minutes':
      return upTo(20).map((sendsPerTenMinutes) => ({ limits: { ...NO_LIMITS, sendsPerTenMinutes } }));
    case 'day':
      return dayUsedUp(state, end);
    case 'system':
      return [{ limits: { ...NO_LIMITS, sendsPerHour: 1 }, system: { sends: [end - HOUR], admins: 0 } }];
    default:
      return [{}];
  }
};

const refusals = (state: AdminState, event: Of<'PinIssueRefused'>): Partial<IssuePin>[] => {
  switch (event.data.reason) {
    case 'revoked':
      return [{ numberSeq: -1 }];
    case 'number-mismatch':
      return [{ rowContradictsLog: true }];
    case 'not-mobile':
      return [{ phone: { ...MOBILE, type: 'LANDLINE' } }];
    case 'not-looked-up':
      return [{ phone: { ...MOBILE, type: 'UNKNOWN' } }];
    case 'carrier-changed': {
      const phone: Phone = { ...MOBILE, carrier: 'another carrier', mcc: '-', mnc: '-' };
      return [{ phone, limits: { ...NO_LIMITS, onCarrierChange: 'refuse' } }];
    }
    default:
      return throttles(state, event);
  }
};

export const issueRefused = (state: AdminState, event: Of<'PinIssueRefused'>): AdminCommand[] =>
  refusals(state, event).map((more) => asking(state, event, more));

/** A PIN was issued in that call; it may have been replaced, or its administrator revoked, before its outcome was recorded. */
const wasIssued = (state: AdminState, { contactId, data }: Of<'PinSent' | 'PinSendFailed'>): boolean => {
  const open = openChallenge(state, data.challengeId);
  return open ? open.contactId === contactId : state.sends.some((send) => send.contactId === contactId);
};

export const sent = (state: AdminState, event: Of<'PinSent' | 'PinSendFailed'>): AdminCommand[] => {
  if (!wasIssued(state, event)) return [];
  const { adminId, challengeId, provider } = event.data;
  const call = { contactId: event.contactId, at: judgedTime(event) };
  const send = { do: 'record-send', adminId, challengeId, provider, ...call } as const;
  if (event.type === 'PinSendFailed') {
    const { reason, detail } = event.data;
    return [{ ...send, limits: NO_LIMITS, outcome: { sent: false, reason, detail } as never }];
  }
  const { messageId, expiresAt } = event.data;
  const lifeSeconds = secondsUntil(expiresAt, call.at, 600) ?? NO_LIMITS.lifeSeconds;
  return [{ ...send, limits: { ...NO_LIMITS, lifeSeconds }, outcome: { sent: true, messageId } }];
};

export const verified = (state: AdminState, event: Of<'PinVerified'>): AdminCommand[] => {
  const { sessionEndsAt, totpStep } = event.data;
  const sessionSeconds = secondsUntil(sessionEndsAt, judgedTime(event), 900);
  if (sessionSeconds === null) return [];
  const isCode = challengeOn(state, event.contactId)?.kind === 'totp';
  const limits = { ...NO_LIMITS, sessionSeconds };
  return [{ do: 'verify-pin', ...callOf(event), limits, typed: 'right', totpStep: isCode ? totpStep : null }];
};

export const codeAccepted = (event: Of<'CodeAccepted'>): AdminCommand[] => {
  const { totpStep } = event.data;
  return [{ do: 'verify-pin', ...callOf(event), limits: NO_LIMITS, typed: 'right', totpStep }];
};

/** The fewest failures that a configuration may block after. */
const FEWEST = 3;

/** What the configuration may have added to a rejection: a wait, and the block. */
const rejectionLimits = ({ stopped, waitUntil }: Of<'PinRejected'>['data'], at: number) => {
  const failuresBeforeStop = stopped ? FEWEST : ANY_NUMBER;
  if (waitUntil === null) return { ...NO_LIMITS, failuresBeforeStop };
  const wait = secondsUntil(waitUntil, at, 3600);
  const waits = { failedChallengesBeforeWait: 1, firstWaitSeconds: wait ?? 0, longestWaitSeconds: wait ?? 0 };
  return { ...NO_LIMITS, failuresBeforeStop, ...waits };
};

const TYPED = new Set(['wrong', 'malformed', 'no-input']);

export function* rejected(event: Of<'PinRejected'>): Iterable<AdminCommand> {
  const call = callOf(event);
  const { reason } = event.data;
  const typed = TYPED.has(reason) ? (reason as 'wrong' | 'malformed' | 'no-input') : 'right';
  const limits = rejectionLimits(event.data, call.at);
  for (const triesPerChallenge of [3, 2, 1])
    yield {
      do: 'verify-pin',
      ...call,
      limits: { ...limits, triesPerChallenge },
      typed,
      totpStep: null,
    };
}
