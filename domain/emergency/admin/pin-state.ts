import { judgedTime } from '../../ledger/index.ts';
import type { Phone } from '../ports.ts';
import { recentSends } from './pin-limits.ts';
import {
  type AdminState,
  COUNTS_AS_FAILURE,
  challengeOn,
  enrolledEntry,
  type Of,
  type OpenChallenge,
  RESET_COUNTERS,
  TAKES_A_TRY,
  withListed,
} from './state.ts';
import { withWrong } from './wrong-entries.ts';

/** The longest lifetime of a challenge; older challenges are dropped from the state. */
const LONGEST_LIFE = 600_000;

/** Open challenges in the state at most, about 40 KB: a call each three seconds for ten minutes does not close one. */
const MOST_OPEN = 200;

/** Opens a challenge; it replaces an older one of the same call. */
const withChallenge = (state: AdminState, now: number, challenge: OpenChallenge): AdminState => {
  const isOther = (open: OpenChallenge) =>
    open.contactId !== challenge.contactId && Date.parse(open.issuedAt) > now - RETENTION[open.kind];
  return withListed(state, ({ challenges }) => ({
    challenges: [...challenges.filter(isOther).slice(1 - MOST_OPEN), challenge],
  }));
};
/** How long a challenge stays in the state. */
const RETENTION = { sms: 2 * LONGEST_LIFE, totp: LONGEST_LIFE };

const newChallenge = (state: AdminState, contactId: string) => ({
  tries: 0,
  failed: false,
  slips: challengeOn(state, contactId)?.slips ?? 0,
});

export const onPinIssued = (state: AdminState, event: Of<'PinIssued'>): AdminState => {
  const { seq, contactId, data } = event;
  const { challengeId, tag, issuedAt, tries: allowed } = data;
  const challenge = { challengeId, contactId, issuedAt, allowed, ...newChallenge(state, contactId) };
  // An administrator with an authenticator is texted a PIN after a correct code only.
  const second = enrolledEntry(state)?.profile.factor === 'totp';
  const at = judgedTime(event);
  const issued = withChallenge(withPhone(state, seq, data.phone), at, {
    kind: 'sms',
    ...challenge,
    tag,
    sent: null,
    second,
  });
  return {
    ...issued,
    sends: [...recentSends(state.sends, at), { at, contactId, second, proven: false }],
  };
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
  const challenge = { challengeId, contactId, issuedAt, allowed, ...newChallenge(state, contactId) };
  const requests = codesRequested(state, contactId) + 1;
  return withChallenge(state, at, { kind: 'totp', ...challenge, expiresAt, requests, accepted: false });
};

/** The codes requested in this call so far. */
export const codesRequested = (state: AdminState, contactId: string): number => {
  const open = challengeOn(state, contactId);
  return open?.kind === 'totp' ? open.requests : 0;
};

/** The code is used up; a PIN of the same call completes it. */
export const onCodeAccepted = (state: AdminState, { data }: Of<'CodeAccepted'>): AdminState => ({
  ...replace(state, data.challengeId, (open) => (open.kind === 'totp' ? { ...open, accepted: true } : open)),
  totpStep: data.totpStep,
});

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

/**
 * Verified: consecutive failures are reset, and the texts and wrong entries of this call are the administrator's own. What
 * was entered in other calls still counts. Code and PIN together end a block.
 */
export const onPinVerified = (state: AdminState, event: Of<'PinVerified'>): AdminState => {
  const { id, contactId, data } = event;
  const [verifiedAt, endsAt] = [judgedTime(event), Date.parse(data.sessionEndsAt)];
  const session = { contactId, verifiedAt, endsAt, eventId: id, changes: 0 };
  const challenge = openChallenge(state, data.challengeId);
  const byBoth = challenge?.kind === 'sms' && challenge.second;
  return {
    ...withListed(
      replace(state, data.challengeId, () => null),
      () => ({ session }),
    ),
    ...RESET_COUNTERS,
    ...(byBoth ? { stopped: [], enabledAt: verifiedAt } : {}),
    wrong: state.wrong.filter((entry) => entry.contactId !== contactId),
    sends: state.sends.map((send) => (send.contactId === contactId ? { ...send, proven: true } : send)),
    totpStep: data.totpStep ?? state.totpStep,
  };
};

/** A try stays used up; issuing a new PIN does not reset the failure count (NIST 800-63B-4 3.1.3.2). */
export const onPinRejected = (state: AdminState, event: Of<'PinRejected'>): AdminState => {
  const { contactId, data } = event;
  const challenge = openChallenge(state, data.challengeId);
  if (!challenge || !TAKES_A_TRY.has(data.reason)) return state;
  const wrong = COUNTS_AS_FAILURE.has(data.reason);
  const means = data.means ?? challenge.kind;
  const entry = { at: judgedTime(event), contactId, means };
  const tried = replace(
    wrong ? withWrong(state, challenge.kind, entry) : state,
    challenge.challengeId,
    (open) => ({
      ...open,
      tries: open.tries + 1,
      failed: open.failed || wrong,
      slips: open.slips + (wrong ? 1 : 0),
    }),
  );
  return {
    ...tried,
    failures: data.failures,
    failedChallenges: state.failedChallenges + (wrong && means === 'sms' && !challenge.failed ? 1 : 0),
    waitUntil: data.waitUntil ? Date.parse(data.waitUntil) : state.waitUntil,
    stopped: data.stopped && means !== 'both' ? [...new Set([...state.stopped, means])] : state.stopped,
  };
};
