import { type Answered, remember } from './answered.ts';
import type { Body } from './envelope.ts';
import type { AdminEvent } from './events/admin.ts';
import { recentSends } from './pin-limits.ts';
import type { Phone } from './ports.ts';

/** The list's entry, with where in the log its sealed texts stand. */
export type Profile = {
  seq: number;
  id: string;
  /** The event that brought the present number: a directory row of an older one is out of date. */
  numberSeq: number;
  number: string;
  name: string;
  maskedNumber: string;
  locations: string[];
  language: string;
  phone: Phone;
};

/**
 * A PIN that is out. One per call, so that a second call from the same number (a spoofer's, say) cannot void the PIN
 * an administrator is just typing. `expiresAt` (ms) is null until the provider has accepted it: until then nothing verifies.
 */
export type OpenChallenge = {
  challengeId: string;
  contactId: string;
  tag: string;
  issuedAt: string;
  expiresAt: number | null;
  messageId: string | null;
  tries: number;
  /** A wrong PIN was typed against it. */
  failed: boolean;
};

/** Who was proven, on which call, when (ms), by which event. */
export type Session = { contactId: string; verifiedAt: number; endsAt: number; eventId: string };

export type AdminState = {
  answered: Answered;
  profile: Profile | null;
  revoked: boolean;
  /** The last event that changed the list's entry. */
  listSeq: number;
  challenges: OpenChallenge[];
  session: Session | null;
  sends: { at: number; contactId: string }[];
  failures: number;
  failedChallenges: number;
  waitUntil: number;
  stopped: boolean;
};

const NO_FAILURES = { failures: 0, failedChallenges: 0, waitUntil: 0 };

export const initialAdmin: AdminState = {
  answered: [],
  profile: null,
  revoked: false,
  listSeq: 0,
  challenges: [],
  session: null,
  sends: [],
  ...NO_FAILURES,
  stopped: false,
};

type Written = Omit<Body, 'type' | 'data'> & AdminEvent;
type Of<Type extends AdminEvent['type']> = Extract<Written, { type: Type }>;

/**
 * Enrolling is an operator's recorded act: it alone puts a revoked administrator back on the list and enables a stopped
 * PIN again (SECURITY 1.3). A change of the entry does neither.
 */
const enrolled = (state: AdminState, event: Of<'AdminEnrolled'>): AdminState => ({
  ...entered(state, event),
  ...NO_FAILURES,
  revoked: false,
  stopped: false,
});

const entered = (state: AdminState, { seq, id, data }: Of<'AdminEnrolled' | 'AdminChanged'>): AdminState => {
  const { adminId: _, numberChanged, ...entry } = data;
  const numberSeq = numberChanged ? seq : (state.profile?.numberSeq ?? seq);
  return {
    ...state,
    listSeq: seq,
    challenges: [],
    session: null,
    profile: { seq, id, numberSeq, ...entry },
  };
};

/** The longest life a PIN may have; older challenges are forgotten. */
const LONGEST_LIFE = 600_000;

const issued = (state: AdminState, { at, contactId, data }: Of<'PinIssued'>): AdminState => {
  const now = Date.parse(at);
  const others = state.challenges.filter(
    (open) => open.contactId !== contactId && Date.parse(open.issuedAt) > now - 2 * LONGEST_LIFE,
  );
  const { challengeId, tag, issuedAt } = data;
  return {
    ...state,
    sends: [...recentSends(state.sends, now), { at: now, contactId }],
    challenges: [
      ...others,
      { challengeId, contactId, tag, issuedAt, expiresAt: null, messageId: null, tries: 0, failed: false },
    ],
  };
};

const replace = (
  state: AdminState,
  challengeId: string,
  change: (open: OpenChallenge) => OpenChallenge | null,
): OpenChallenge[] =>
  state.challenges.flatMap((open) => (open.challengeId === challengeId ? (change(open) ?? []) : open));

const sent = (state: AdminState, { data }: Of<'PinSent'>): AdminState => ({
  ...state,
  challenges: replace(state, data.challengeId, (open) => ({
    ...open,
    expiresAt: Date.parse(data.expiresAt),
    messageId: data.messageId,
  })),
});

/** A lost answer, or none looked for: the text may have left all the same. */
const MAY_HAVE_LEFT: ReadonlySet<string> = new Set(['unknown', 'interrupted']);

/** A PIN that failed is void; what certainly did not leave does not count as a send. */
const sendFailed = (state: AdminState, { data }: Of<'PinSendFailed'>): AdminState => {
  const open = state.challenges.find(({ challengeId }) => challengeId === data.challengeId);
  const freed = MAY_HAVE_LEFT.has(data.reason) ? undefined : open;
  const itsSend = state.sends.findLastIndex(
    ({ at, contactId }) => contactId === freed?.contactId && at === Date.parse(freed.issuedAt),
  );
  return {
    ...state,
    sends: state.sends.filter((_, index) => index !== itsSend),
    challenges: replace(state, data.challengeId, () => null),
  };
};

const verified = (state: AdminState, { at, id, contactId, data }: Of<'PinVerified'>): AdminState => ({
  ...state,
  challenges: replace(state, data.challengeId, () => null),
  ...NO_FAILURES,
  session: { contactId, verifiedAt: Date.parse(at), endsAt: Date.parse(data.sessionEndsAt), eventId: id },
});

/** Silence uses up a try of the challenge but is no guess. */
export const TAKES_A_TRY: ReadonlySet<string> = new Set(['wrong', 'malformed', 'no-input']);
export const COUNTS_AS_FAILURE: ReadonlySet<string> = new Set(['wrong', 'malformed']);

/** A try is used up for good; a new PIN does not bring the failures back to nought (NIST 800-63B-4 3.1.3.2). */
const rejected = (state: AdminState, { data }: Of<'PinRejected'>): AdminState => {
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

export const evolveAdmin = (before: AdminState, event: Written): AdminState => {
  const state = { ...before, answered: remember(before.answered, event) };
  switch (event.type) {
    case 'AdminEnrolled':
      return enrolled(state, event);
    case 'AdminChanged':
      return entered(state, event);
    case 'AdminRevoked':
      return { ...state, revoked: true, listSeq: event.seq, challenges: [], session: null };
    case 'PinIssued':
      return issued(state, event);
    case 'PinSent':
      return sent(state, event);
    case 'PinSendFailed':
      return sendFailed(state, event);
    case 'PinVerified':
      return verified(state, event);
    case 'PinRejected':
      return rejected(state, event);
    case 'PinIssueRefused':
      return state;
  }
};
