import type { Phone } from '../ports.ts';
import { recentSends } from './pin-limits.ts';
import {
  type AdminState,
  COUNTS_AS_FAILURE,
  listedOf,
  type Of,
  type OpenChallenge,
  RESET_COUNTERS,
  TAKES_A_TRY,
  withListed,
} from './state.ts';

/** The longest life a PIN may have; older challenges are forgotten. */
const LONGEST_LIFE = 600_000;

/** In the place of an older one of the same call. */
const opened = (state: AdminState, at: string, challenge: OpenChallenge): AdminState => {
  const { contactId, kind } = challenge;
  const now = Date.parse(at);
  const isOther = (open: OpenChallenge) =>
    open.contactId !== contactId && Date.parse(open.issuedAt) > now - 2 * LONGEST_LIFE;
  const send = { at: now, contactId, text: kind === 'sms', proven: false };
  return {
    ...withListed(state, ({ challenges }) => ({ challenges: [...challenges.filter(isOther), challenge] })),
    sends: [...recentSends(state.sends, now), send],
  };
};
const NEW_CHALLENGE = { tries: 0, failed: false };

export const onPinIssued = (state: AdminState, { seq, at, contactId, data }: Of<'PinIssued'>): AdminState => {
  const { challengeId, tag, issuedAt, tries: allowed } = data;
  const challenge = { challengeId, contactId, issuedAt, allowed, ...NEW_CHALLENGE };
  return opened(withPhone(state, seq, data.phone), at, { kind: 'sms', ...challenge, tag, sent: null });
};

/** A number that could not be looked up when it was enrolled is known by the first look-up that succeeds. */
const withPhone = (state: AdminState, seq: number, phone: Phone): AdminState =>
  listedOf(state)?.profile.phone.type === 'UNKNOWN' && phone.type !== 'UNKNOWN'
    ? { ...withListed(state, ({ profile }) => ({ profile: { ...profile, phone } })), listSeq: seq }
    : state;

/** Nothing has to arrive first: a code can be typed at once. */
export const onCodeRequested = (state: AdminState, event: Of<'CodeRequested'>): AdminState => {
  const { at, contactId, data } = event;
  const { challengeId, tries: allowed } = data;
  const expiresAt = Date.parse(data.expiresAt);
  const challenge = { challengeId, contactId, issuedAt: at, allowed, ...NEW_CHALLENGE };
  return opened(state, at, { kind: 'totp', ...challenge, expiresAt });
};

const openChallenge = (state: AdminState, challengeId: string | null): OpenChallenge | undefined =>
  listedOf(state)?.challenges.find((open) => open.challengeId === challengeId);

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

export const onPinSent = (state: AdminState, { data }: Of<'PinSent'>): AdminState => {
  const { challengeId, messageId, expiresAt } = data;
  return replace(state, challengeId, (open) =>
    open.kind === 'sms' ? { ...open, sent: { messageId, expiresAt: Date.parse(expiresAt) } } : open,
  );
};

/** A lost answer, or none looked for: the text may have left all the same. */
const POSSIBLY_DELIVERED: ReadonlySet<string> = new Set(['unknown', 'interrupted']);
export const possiblyDelivered = ({ reason }: Of<'PinSendFailed'>['data']): boolean =>
  POSSIBLY_DELIVERED.has(reason);

/** A PIN that failed is void; what certainly did not leave does not count as a send. */
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

/** Proven: the failures are forgotten, and the texts of this call were the administrator's own. */
export const onPinVerified = (
  state: AdminState,
  { at, id, contactId, data }: Of<'PinVerified'>,
): AdminState => {
  const [verifiedAt, endsAt] = [Date.parse(at), Date.parse(data.sessionEndsAt)];
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

/** A try is used up for good; issuing a new PIN does not reset the failure count (NIST 800-63B-4 3.1.3.2). */
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
