import { isAhead } from '../../ledger/index.ts';
import type { Phone, SmsOutcome } from '../ports.ts';
import { type SystemSends, systemThrottle } from '../send-budget.ts';
import { type At, type Data, iso } from './command.ts';
import type { AdminEvent } from './events.ts';
import { type PinLimits, type Throttle, throttled, triesOfNext } from './pin-limits.ts';
import { codesRequested, openChallenge } from './pin-state.ts';
import { type AdminState, challengeOn, enrolledEntry, type Profile } from './state.ts';
import { meansOf } from './wrong-entries.ts';

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
  const kind = kindOf(state, command);
  if (kind === 'code') {
    const challenge = { adminId, challengeId, tries: limits.triesPerChallenge };
    return { type: 'CodeRequested', data: { ...challenge, expiresAt: iso(at + CODE_LIFE) } };
  }
  const { tag, phone } = command;
  const tries = triesOfNext(limits, sendsOf(state, kind), at);
  const pin = { adminId, challengeId, tag, digits: limits.length, tries };
  return { type: 'PinIssued', data: { ...pin, issuedAt: iso(at), phone } };
};

/** What is requested: a PIN that authenticates alone, a code, or the PIN after a code that was accepted in this call. */
type Kind = 'pin' | 'code' | 'second-pin';

const kindOf = (state: AdminState, { contactId, at }: IssuePin): Kind => {
  if (enrolledEntry(state)?.profile.factor !== 'totp') return 'pin';
  const open = challengeOn(state, contactId);
  if (!open) return 'code';
  const isAccepted = open.kind === 'totp' ? open.accepted : open.second;
  const issuedAt = Date.parse(open.issuedAt);
  return isAccepted && !isAhead(issuedAt, at) && at < issuedAt + CODE_LIFE ? 'second-pin' : 'code';
};

/** Texts after a code are counted apart: nobody without the code can use them up. */
const sendsOf = ({ sends }: AdminState, kind: Kind) =>
  sends.filter(({ second }) => second === (kind === 'second-pin'));

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
  const { at, numberSeq, rowContradictsLog } = command;
  const profile = enrolledEntry(state)?.profile;
  if (rowContradictsLog) return because('number-mismatch');
  if (profile?.numberSeq !== numberSeq) return because('revoked');
  if (meansOf(state, { kind: profile.factor }, at) === null) return because('disabled');
  const kind = kindOf(state, command);
  return kind === 'code' ? codeRefusal(state, command) : textRefusal(state, command, profile, kind);
};

/** A request of a code costs nothing and voids no other, so that dialling cannot use anything up: only its call is limited. */
const codeRefusal = (state: AdminState, { contactId, limits }: IssuePin): Refusal | null =>
  codesRequested(state, contactId) < limits.challengesPerContact
    ? null
    : { reason: 'throttled', scope: 'contact', until: null };

const textRefusal = (
  state: AdminState,
  { at, limits, phone, contactId, system }: IssuePin,
  profile: Profile,
  kind: Kind,
): Refusal | null => {
  const refusedPhone = phoneRefusal(profile.phone, phone, limits);
  if (refusedPhone) return because(refusedPhone);
  const sends = sendsOf(state, kind);
  const waitUntil = kind === 'pin' ? state.waitUntil : 0;
  const limit =
    throttled(limits, sends, waitUntil, contactId, at) ?? systemThrottle(limits, sends, system, at);
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
