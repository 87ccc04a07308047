import type { Phone, SmsOutcome } from '../ports.ts';
import { type SystemSends, systemThrottle } from '../send-budget.ts';
import { type At, type Data, iso } from './command.ts';
import type { AdminEvent } from './events.ts';
import { type Throttle, throttled, triesOfNext } from './pin-limits.ts';
import type { PinLimits } from './pin-limits-schema.ts';
import { type AdminState, listedOf } from './state.ts';

export type IssuePin = At & {
  do: 'issue-pin';
  adminId: string;
  /** Which entry the caller's number was found under: `Profile.numberSeq` of the directory row. */
  numberSeq: number;
  limits: PinLimits;
  phone: Phone;
  challengeId: string;
  tag: string;
  /** What the line has sent to all administrators. */
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

/** `interrupted`: a retry found the PIN issued and no outcome; what was in memory is lost. */
export type SendOutcome = SmsOutcome | { sent: false; reason: 'interrupted'; detail: string };

/** NIST 800-63B-4 3.1.3.2: a secret is completed within ten minutes. The code itself is good for thirty seconds. */
const CODE_LIFE = 600_000;

/** A PIN (or, of who has an authenticator, a code asked for), or why there is none. */
export const issuePin = (state: AdminState, command: IssuePin): AdminEvent => {
  const { adminId, at, limits, challengeId } = command;
  const refused = refusal(state, command);
  if (refused) {
    const { reason, scope, until } = refused;
    return {
      type: 'PinIssueRefused',
      data: { adminId, reason, scope, until: until === null ? null : iso(until) },
    };
  }
  if (listedOf(state)?.profile.factor === 'totp') {
    const facts = { adminId, challengeId, tries: limits.triesPerChallenge };
    return { type: 'CodeRequested', data: { ...facts, expiresAt: iso(at + CODE_LIFE) } };
  }
  const { tag, phone } = command;
  const tries = triesOfNext(limits, state.sends, at);
  const facts = { adminId, challengeId, tag, digits: limits.length, tries };
  return { type: 'PinIssued', data: { ...facts, issuedAt: iso(at), phone } };
};

type Refusal = { reason: Data<'PinIssueRefused'>['reason'] } & (Throttle | { scope: null; until: null });
const because = (reason: Refusal['reason']): Refusal => ({ reason, scope: null, until: null });

/**
 * Whether the carrier is another than when the number was enrolled. One carrier has several codes and spells its name in
 * several ways, so it is the same when either agrees; what was not known at one of the times is not compared.
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

/** The administrator's own limits come before those of the whole line. What concerns texts does not concern a code. */
const refusal = (state: AdminState, command: IssuePin): Refusal | null => {
  const { at, limits, phone, contactId, system, numberSeq } = command;
  const { sends, waitUntil } = state;
  const profile = listedOf(state)?.profile;
  if (profile?.numberSeq !== numberSeq) return because('revoked');
  if (state.stopped) return because('disabled');
  const { factor } = profile;
  const unfit = factor === 'sms' ? phoneRefusal(profile.phone, phone, limits) : null;
  if (unfit) return because(unfit);
  const own = throttled(limits, sends, waitUntil, contactId, at, factor);
  const limit = own ?? (factor === 'sms' ? systemThrottle(limits, sends, system, at) : null);
  return limit && { reason: 'throttled', ...limit };
};

/** What the provider said; the PIN's life runs from its acceptance. */
export const recordSend = (command: RecordSend): AdminEvent => {
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
