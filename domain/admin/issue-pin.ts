import type { AdminState } from '../admin-state.ts';
import type { AdminEvent } from '../events/admin.ts';
import { type PinLimits, type Throttle, throttled, triesOfNext } from '../pin-limits.ts';
import type { Phone, SmsOutcome } from '../ports.ts';
import { type SystemSends, systemThrottle } from '../send-budget.ts';
import { type At, type Data, iso } from './command.ts';

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

/** A PIN, or why there is none. The administrator's own limits come before those of the whole line. */
export const issuePin = (state: AdminState, command: IssuePin): AdminEvent => {
  const { adminId, at, limits, phone, challengeId, tag, contactId } = command;
  const refuse = (reason: Data<'PinIssueRefused'>['reason'], limit?: Throttle): AdminEvent => ({
    type: 'PinIssueRefused',
    data: { adminId, reason, scope: limit?.scope ?? null, until: limit?.until ? iso(limit.until) : null },
  });
  if (state.revoked || state.profile?.numberSeq !== command.numberSeq) return refuse('revoked');
  if (state.stopped) return refuse('disabled');
  if (phone.type !== 'MOBILE') return refuse('not-mobile');
  const limit =
    throttled(limits, state.sends, state.waitUntil, contactId, at) ??
    systemThrottle(limits, state.sends, command.system, at);
  if (limit) return refuse('throttled', limit);
  return {
    type: 'PinIssued',
    data: {
      adminId,
      challengeId,
      tag,
      digits: limits.length,
      tries: triesOfNext(limits, state.sends, at),
      issuedAt: iso(at),
      phone,
    },
  };
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
