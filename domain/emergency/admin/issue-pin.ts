import type { Phone, SmsOutcome } from '../ports.ts';
import { type SystemSends, systemThrottle } from '../send-budget.ts';
import { type At, type Data, iso } from './command.ts';
import type { AdminEvent } from './events.ts';
import { type PinLimits, type Throttle, throttled, triesOfNext } from './pin-limits.ts';
import { openChallenge } from './pin-state.ts';
import { type AdminState, enrolledEntry } from './state.ts';

export type IssuePin = At & {
  do: 'issue-pin';
  adminId: string;
  /** `numberSeq` of the directory row that the caller's number was found in; another value than the entry's is out of date. */
  numberSeq: number;
  /** Whether that row contradicts this stream, in which the administrator's number is encrypted. */
  rowContradictsLog: boolean;
  limits: PinLimits;
  phone: Phone;
  challengeId: string;
  tag: string;
  /** The texts sent to all administrators. */
  system: SystemSends;
};

export type RecordSend = At & {
  do: 'record-send';
  adminId: string;
  limits: PinLimits;
  challengeId: string;
  provider: string;
  outcome: SendOutcome;
};

/** `interrupted`: a retry found the PIN issued without an outcome, and the PIN itself was only in the memory of the first try. */
export type SendOutcome = SmsOutcome | { sent: false; reason: 'interrupted'; detail: string };

/** Milliseconds to enter an authenticator code (NIST 800-63B-4 3.1.3.2: ten minutes). Each code is valid for thirty seconds. */
const CODE_LIFE = 600_000;

/** Issues a PIN, or requests a code of an administrator with an authenticator app, or refuses with the reason. */
export const issuePin = (state: AdminState, command: IssuePin): AdminEvent => {
  const { adminId, at, limits, challengeId } = command;
  const refused = refusal(state, command);
  if (refused) {
    const { reason, scope } = refused;
    const until = refused.until === null ? null : iso(refused.until);
    return { type: 'PinIssueRefused', data: { adminId, reason, scope, until } };
  }
  if (enrolledEntry(state)?.profile.factor === 'totp') {
    const challenge = { adminId, challengeId, tries: limits.triesPerChallenge };
    return { type: 'CodeRequested', data: { ...challenge, expiresAt: iso(at + CODE_LIFE) } };
  }
  const { tag, phone } = command;
  const tries = triesOfNext(limits, state.sends, at);
  const pin = { adminId, challengeId, tag, digits: limits.length, tries };
  return { type: 'PinIssued', data: { ...pin, issuedAt: iso(at), phone } };
};

type Refusal = { reason: Data<'PinIssueRefused'>['reason'] } & (Throttle | { scope: null; until: null });
const because = (reason: Refusal['reason']): Refusal => ({ reason, scope: null, until: null });

/**
 * Whether the number moved to another carrier since it was enrolled. One carrier has several network codes and spellings of
 * its name, so it is the same carrier when either matches; unknown values are not compared.
 */
const carrierChanged = (enrolled: Phone, now: Phone): boolean => {
  const compared = [
    [enrolled.carrier, now.carrier],
    [networkCode(enrolled), networkCode(now)],
  ].filter((pair) => !pair.includes(null));
  return compared.length > 0 && compared.every(([then, current]) => then !== current);
};

const networkCode = ({ mcc, mnc }: Phone) => (mcc === null || mnc === null ? null : `${mcc}-${mnc}`);

const phoneRefusal = (enrolled: Phone, now: Phone, limits: PinLimits): Refusal['reason'] | null => {
  if (now.type === 'UNKNOWN') return 'not-looked-up';
  if (now.type !== 'MOBILE') return 'not-mobile';
  return limits.onCarrierChange === 'refuse' && carrierChanged(enrolled, now) ? 'carrier-changed' : null;
};

/** Checks the administrator's own limits before those of the whole line. Limits on texts do not apply to authenticator codes. */
const refusal = (state: AdminState, command: IssuePin): Refusal | null => {
  const { at, limits, phone, contactId, system, numberSeq, rowContradictsLog } = command;
  const { sends, waitUntil } = state;
  const profile = enrolledEntry(state)?.profile;
  if (rowContradictsLog) return because('number-mismatch');
  if (profile?.numberSeq !== numberSeq) return because('revoked');
  if (state.stopped) return because('disabled');
  const { factor } = profile;
  const refusedPhone = factor === 'sms' ? phoneRefusal(profile.phone, phone, limits) : null;
  if (refusedPhone) return because(refusedPhone);
  const own = throttled(limits, sends, waitUntil, contactId, at, factor);
  const limit = own ?? (factor === 'sms' ? systemThrottle(limits, sends, system, at) : null);
  return limit && { reason: 'throttled', ...limit };
};

/**
 * Records the provider's outcome. The PIN's lifetime begins when the provider first accepts a text of the challenge; sending
 * it again does not extend it.
 */
export const recordSend = (state: AdminState, command: RecordSend): AdminEvent => {
  const { adminId, challengeId, provider, outcome, at, limits } = command;
  if (!outcome.sent) {
    const { reason, detail } = outcome;
    return { type: 'PinSendFailed', data: { adminId, challengeId, provider, reason, detail } };
  }
  const challenge = openChallenge(state, challengeId);
  const first = challenge?.kind === 'sms' ? challenge.sent : null;
  const { messageId, expiresAt } = first ?? { ...outcome, expiresAt: at + limits.lifeSeconds * 1000 };
  return {
    type: 'PinSent',
    data: { adminId, challengeId, provider, messageId, expiresAt: iso(expiresAt) },
  };
};
