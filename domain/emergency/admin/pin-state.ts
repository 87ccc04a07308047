import { judgedTime } from '../../ledger/index.ts';
import type { Phone } from '../ports.ts';
import { recentSends } from './pin-limits.ts';
import {
  type AdminState,
  COUNTS_AS_FAILURE,
  enrolledEntry,
  type Of,
  type OpenChallenge,
  RESET_COUNTERS,
  TAKES_A_TRY,
  withListed,
} from './state.ts';

/** The longest lifetime of a challenge; older challenges are dropped from the state. */
const LONGEST_LIFE = 600_000;

/** Opens a challenge; it replaces an older one of the same call. */
const withChallenge = (state: AdminState, now: number, challenge: OpenChallenge): AdminState => {
  const { contactId, kind } = challenge;
  const isOther = (open: OpenChallenge) =>
    open.contactId !== contactId && Date.parse(open.issuedAt) > now - 2 * LONGEST_LIFE;
  const send = { at: now, contactId, text: kind === 'sms', proven: false };
  return {
    ...withListed(state, ({ challenges }) => ({ challenges: [...challenges.filter(isOther), challenge] })),
    sends: [...recentSends(state.sends, now), send],
  };
};
const NEW_CHALLENGE = { tries: 0, failed: false };

export const onPinIssued = (state: AdminState, event: Of<'PinIssued'>): AdminState => {
  const { seq, contactId, data } = event;
  const { challengeId, tag, issuedAt, tries: allowed } = data;
  const challenge = { challengeId, contactId, issuedAt, allowed, ...NEW_CHALLENGE };
  return withChallenge(withPhone(state, seq, data.phone), judgedTime(event), {
    kind: 'sms',
    ...challenge,
    tag,
    sent: null,
  });
};

/** The first successful look-up fills in the phone of a number that could not be looked up when it was enrolled. */
const withPhone = (state: AdminState, seq: number, phone: Phone): AdminState =>
  enrolledEntry(state)?.profile.phone.type === 'UNKNOWN' && phone.type !== 'UNKNOWN'
    ? { ...withListed(state, ({ profile }) => ({ profile: { ...profile, phone } })), listSeq: seq }
    : state;

/** No text has to arrive, so the code can be entered at once. */
export const onCodeRequested = (state: AdminState, event: Of<'CodeRequested'>): AdminState => {
  const { contactId, data } = event;
  const { challengeId, tries: allowed } = data;
  const at = judgedTime(event);
  const expiresAt = Date.parse(data.expiresAt);
  const issuedAt = new Date(at).toISOString();
  const challenge = { challengeId, contactId, issuedAt, allowed, ...NEW_CHALLENGE };
  return withChallenge(state, at, { kind: 'totp', ...challenge, expiresAt });
};

export const openChallenge = (state: AdminState, challengeId: string | null): OpenChallenge | undefined =>
  enrolledEntry(state)?.challenges.find((open) => open.challengeId === challengeId);

const replace = (
  state: AdminState,
  challengeId: string,
  change: (open: OpenChallenge) => OpenChallenge | null,
): AdminState =>
  withListed(state, ({ challenges }) => ({
    challenges: challenges.flatMap((open) =>
      open.challengeId === challengeId ? (change(open) ?? []) : open,
    ),
  }));

/** The first text begins the PIN's life; sending it again does not change it. */
export const onPinSent = (state: AdminState, event: Of<'PinSent'>): AdminState => {
  const { challengeId, messageId, expiresAt } = event.data;
  const sent = { messageId, sentAt: judgedTime(event), expiresAt: Date.parse(expiresAt) };
  return replace(state, challengeId, (open) =>
    open.kind === 'sms' ? { ...open, sent: open.sent ?? sent } : open,
  );
};

/** Failures after which the text may have been sent all the same: the provider's answer was lost. */
const POSSIBLY_DELIVERED: ReadonlySet<string> = new Set(['unknown', 'interrupted']);
export const possiblyDelivered = ({ reason }: Of<'PinSendFailed'>['data']): boolean =>
  POSSIBLY_DELIVERED.has(reason);

/** A PIN that could not be sent is void. It counts as a send only when it was possibly delivered. */
export const onPinSendFailed = (state: AdminState, { data }: Of<'PinSendFailed'>): AdminState => {
  const open = openChallenge(state, data.challengeId);
  const freed = possiblyDelivered(data) ? undefined : open;
  const itsSend = state.sends.findLastIndex(
    ({ at, contactId }) => contactId === freed?.contactId && at === Date.parse(freed.issuedAt),
  );
  return {
    ...replace(state, data.challengeId, () => null),
    sends: state.sends.filter((_, index) => index !== itsSend),
  };
};

/** Verified: failures are reset, and the texts of this call are attributed to the administrator. */
export const onPinVerified = (state: AdminState, event: Of<'PinVerified'>): AdminState => {
  const { id, contactId, data } = event;
  const [verifiedAt, endsAt] = [judgedTime(event), Date.parse(data.sessionEndsAt)];
  const session = { contactId, verifiedAt, endsAt, eventId: id, changes: 0 };
  return {
    ...withListed(
      replace(state, data.challengeId, () => null),
      () => ({ session }),
    ),
    ...RESET_COUNTERS,
    sends: state.sends.map((send) => (send.contactId === contactId ? { ...send, proven: true } : send)),
    totpStep: data.totpStep ?? state.totpStep,
  };
};

/** A try stays used up; issuing a new PIN does not reset the failure count (NIST 800-63B-4 3.1.3.2). */
export const onPinRejected = (state: AdminState, { data }: Of<'PinRejected'>): AdminState => {
  const challenge = openChallenge(state, data.challengeId);
  if (!challenge || !TAKES_A_TRY.has(data.reason)) return state;
  const wrong = COUNTS_AS_FAILURE.has(data.reason);
  const tried = replace(state, challenge.challengeId, (open) => ({
    ...open,
    tries: open.tries + 1,
    failed: open.failed || wrong,
  }));
  return {
    ...tried,
    failures: data.failures,
    failedChallenges: state.failedChallenges + (wrong && !challenge.failed ? 1 : 0),
    waitUntil: data.waitUntil ? Date.parse(data.waitUntil) : state.waitUntil,
    stopped: data.stopped,
  };
};
