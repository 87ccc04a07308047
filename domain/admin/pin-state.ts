import {
  type AdminState,
  COUNTS_AS_FAILURE,
  NO_FAILURES,
  type Of,
  type OpenChallenge,
  TAKES_A_TRY,
} from '../admin-state.ts';
import { recentSends } from '../pin-limits.ts';
import type { Phone } from '../ports.ts';

/** The longest life a PIN may have; older challenges are forgotten. */
const LONGEST_LIFE = 600_000;

/** In the place of an older one of the same call. */
const opened = (state: AdminState, at: string, challenge: OpenChallenge): AdminState => {
  const { contactId, tag } = challenge;
  const now = Date.parse(at);
  const others = state.challenges.filter(
    (open) => open.contactId !== contactId && Date.parse(open.issuedAt) > now - 2 * LONGEST_LIFE,
  );
  const send = { at: now, contactId, text: tag !== null, proven: false };
  return {
    ...state,
    sends: [...recentSends(state.sends, now), send],
    challenges: [...others, challenge],
  };
};
const UNTOUCHED = { messageId: null, tries: 0, failed: false };

export const issued = (state: AdminState, { seq, at, contactId, data }: Of<'PinIssued'>): AdminState => {
  const { challengeId, tag, issuedAt, tries: allowed } = data;
  return opened(withPhone(state, seq, data.phone), at, {
    challengeId,
    contactId,
    tag,
    issuedAt,
    allowed,
    expiresAt: null,
    ...UNTOUCHED,
  });
};

/** A number that could not be looked up when it was enrolled is known by the first look-up that succeeds. */
const withPhone = (state: AdminState, seq: number, phone: Phone): AdminState =>
  state.profile?.phone.type === 'UNKNOWN' && phone.type !== 'UNKNOWN'
    ? { ...state, listSeq: seq, profile: { ...state.profile, phone } }
    : state;

/** Nothing has to arrive first: a code can be typed at once. */
export const codeRequested = (state: AdminState, event: Of<'CodeRequested'>): AdminState => {
  const { at, contactId, data } = event;
  const { challengeId, tries: allowed } = data;
  const expiresAt = Date.parse(data.expiresAt);
  return opened(state, at, {
    challengeId,
    contactId,
    tag: null,
    issuedAt: at,
    allowed,
    expiresAt,
    ...UNTOUCHED,
  });
};

const replace = (
  state: AdminState,
  challengeId: string,
  change: (open: OpenChallenge) => OpenChallenge | null,
): OpenChallenge[] =>
  state.challenges.flatMap((open) => (open.challengeId === challengeId ? (change(open) ?? []) : open));

export const sent = (state: AdminState, { data }: Of<'PinSent'>): AdminState => ({
  ...state,
  challenges: replace(state, data.challengeId, (open) => ({
    ...open,
    expiresAt: Date.parse(data.expiresAt),
    messageId: data.messageId,
  })),
});

/** A lost answer, or none looked for: the text may have left all the same. */
const MAY_HAVE_LEFT: ReadonlySet<string> = new Set(['unknown', 'interrupted']);
export const mayHaveLeft = ({ reason }: Of<'PinSendFailed'>['data']): boolean => MAY_HAVE_LEFT.has(reason);

/** A PIN that failed is void; what certainly did not leave does not count as a send. */
export const sendFailed = (state: AdminState, { data }: Of<'PinSendFailed'>): AdminState => {
  const open = state.challenges.find(({ challengeId }) => challengeId === data.challengeId);
  const freed = mayHaveLeft(data) ? undefined : open;
  const itsSend = state.sends.findLastIndex(
    ({ at, contactId }) => contactId === freed?.contactId && at === Date.parse(freed.issuedAt),
  );
  return {
    ...state,
    sends: state.sends.filter((_, index) => index !== itsSend),
    challenges: replace(state, data.challengeId, () => null),
  };
};

/** Proven: the failures are forgotten, and the texts of this call were the administrator's own. */
export const verified = (state: AdminState, { at, id, contactId, data }: Of<'PinVerified'>): AdminState => ({
  ...state,
  sends: state.sends.map((send) => (send.contactId === contactId ? { ...send, proven: true } : send)),
  challenges: replace(state, data.challengeId, () => null),
  ...NO_FAILURES,
  totpStep: data.totpStep ?? state.totpStep,
  session: {
    contactId,
    verifiedAt: Date.parse(at),
    endsAt: Date.parse(data.sessionEndsAt),
    eventId: id,
    changes: 0,
  },
});

/** A try is used up for good; a new PIN does not bring the failures back to nought (NIST 800-63B-4 3.1.3.2). */
export const rejected = (state: AdminState, { data }: Of<'PinRejected'>): AdminState => {
  const challenge = state.challenges.find((open) => open.challengeId === data.challengeId);
  if (!challenge || !TAKES_A_TRY.has(data.reason)) return state;
  const wrong = COUNTS_AS_FAILURE.has(data.reason);
  return {
    ...state,
    failures: data.failures,
    failedChallenges: state.failedChallenges + (wrong && !challenge.failed ? 1 : 0),
    waitUntil: data.waitUntil ? Date.parse(data.waitUntil) : state.waitUntil,
    stopped: data.stopped,
    challenges: replace(state, challenge.challengeId, (open) => ({
      ...open,
      tries: open.tries + 1,
      failed: open.failed || wrong,
    })),
  };
};
