import type { ProcessedCommands, Stored } from '../../ledger/index.ts';
import type { Phone } from '../ports.ts';
import type { AdminEvent } from './events.ts';
import type { Send, WrongEntry } from './pin-limits.ts';

/** An administrator's entry, with the log position that its encrypted fields are bound to (`seq`, `id`). */
export type Profile = {
  seq: number;
  id: string;
  /** Sequence number of the event that brought the current number; a directory row with another one is out of date. */
  numberSeq: number;
  number: string;
  name: string;
  maskedNumber: string;
  locations: string[];
  language: string;
  phone: Phone;
  factor: 'sms' | 'totp';
  totp: string | null;
};

/**
 * A challenge: a PIN issued or a code requested. It belongs to one call, so that a second call from the same number (a
 * spoofer's, say) cannot void the PIN that an administrator is entering.
 */
export type OpenChallenge = {
  challengeId: string;
  contactId: string;
  issuedAt: string;
  /** Tries allowed, and tries used up. */
  allowed: number;
  tries: number;
  /** True after a wrong entry. */
  failed: boolean;
  /** Wrong entries of the whole call so far. */
  slips: number;
} & (
  | {
      kind: 'sms';
      tag: string;
      /** Null until the provider accepted the text; until then nothing verifies. Times in milliseconds. */
      sent: { messageId: string; sentAt: number; expiresAt: number } | null;
      /** True when a code was accepted in this call before: the PIN is the second factor. */
      second: boolean;
    }
  | {
      kind: 'totp';
      expiresAt: number;
      /** Codes requested in this call. */
      requests: number;
      /** True when the code was correct and a PIN is needed as well. */
      accepted: boolean;
    }
);

/** When a challenge is valid, in milliseconds; null for a PIN not sent yet, and for a code that was accepted. Not at `endsAt` itself. */
export const validityOf = (challenge: OpenChallenge): { beginsAt: number; endsAt: number } | null => {
  if (challenge.kind === 'sms') {
    const { sent } = challenge;
    return sent && { beginsAt: sent.sentAt, endsAt: sent.expiresAt };
  }
  return challenge.accepted
    ? null
    : { beginsAt: Date.parse(challenge.issuedAt), endsAt: challenge.expiresAt };
};

/** The session of a verified call (times in milliseconds), the PinVerified event that began it, and the changes granted so far. */
export type Session = {
  contactId: string;
  verifiedAt: number;
  endsAt: number;
  eventId: string;
  changes: number;
};

/** An enrolled administrator. */
export type Enrolled = {
  status: 'listed';
  profile: Profile;
  challenges: OpenChallenge[];
  session: Session | null;
};

export type Listing =
  | { status: 'unlisted' }
  | Enrolled
  /** The last entry; null when there never was one. */
  | { status: 'revoked'; profile: Profile | null }
  /** Number and name are unreadable; this id cannot be enrolled again. */
  | { status: 'erased' };

export type AdminState = {
  answered: ProcessedCommands;
  listing: Listing;
  /** The last event that changed the listing. */
  listSeq: number;
  /** Oldest first. */
  sends: Send[];
  /** The wrong entries of the last 365 days, oldest first, without those of calls that were then verified. */
  wrong: WrongEntry[];
  /** Consecutive wrong entries, over all calls and factors. */
  failures: number;
  failedChallenges: number;
  waitUntil: number;
  /** The factors that no longer authenticate alone. */
  stopped: ('sms' | 'totp')[];
  /** The last re-enabling, or verification by both factors, in milliseconds. */
  enabledAt: number;
  /** The time step of the last authenticator's code that was accepted. */
  totpStep: number;
};

/** The entry, challenges and session of an enrolled administrator; null otherwise. */
export const enrolledEntry = ({ listing }: AdminState): Enrolled | null =>
  listing.status === 'listed' ? listing : null;

/** The last entry of an enrolled or revoked administrator; null when there is none or it was erased. */
export const profileOf = ({ listing }: AdminState): Profile | null =>
  'profile' in listing ? listing.profile : null;

/** Changes the entry, challenges or session of an enrolled administrator; leaves every other state as it is. */
export const withListed = (
  state: AdminState,
  change: (listed: Enrolled) => Partial<Omit<Enrolled, 'status'>>,
): AdminState => {
  const listed = enrolledEntry(state);
  return listed ? { ...state, listing: { ...listed, ...change(listed) } } : state;
};

/** The open challenge of a call. */
export const challengeOn = (state: AdminState, contactId: string): OpenChallenge | undefined =>
  enrolledEntry(state)?.challenges.find((open) => open.contactId === contactId);

/** The counters after a verified entry or a re-enabling. */
export const RESET_COUNTERS = { failures: 0, failedChallenges: 0, waitUntil: 0 };

export const initialAdmin: AdminState = {
  answered: [],
  listing: { status: 'unlisted' },
  listSeq: 0,
  sends: [],
  wrong: [],
  ...RESET_COUNTERS,
  stopped: [],
  enabledAt: 0,
  totpStep: 0,
};

/** The rejections that use up a try. No input uses one up, but does not count as a failure. */
export const TAKES_A_TRY: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used', 'no-input']);
export const COUNTS_AS_FAILURE: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used']);

/** A stored event of an administrator's stream. */
export type Written = Stored<AdminEvent>;
export type Of<Type extends AdminEvent['type']> = Extract<Written, { type: Type }>;
