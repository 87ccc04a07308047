import type { ProcessedCommands, Stored } from '../../ledger/index.ts';
import type { Phone } from '../ports.ts';
import type { AdminEvent } from './events.ts';
import type { Send } from './pin-limits.ts';

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
  factor: 'sms' | 'totp';
  totp: string | null;
};

/**
 * A PIN that was issued, or a code that was asked for, on one call. One per call, so that a second call from the same number
 * (a spoofer's, say) cannot void the PIN an administrator is just entering.
 */
export type OpenChallenge = {
  challengeId: string;
  contactId: string;
  issuedAt: string;
  /** Tries it is good for, and those used up. */
  allowed: number;
  tries: number;
  /** A wrong PIN was entered against it. */
  failed: boolean;
} & (
  | {
      kind: 'sms';
      tag: string;
      /** Null until the provider accepted the text; until then nothing verifies. `expiresAt` in milliseconds. */
      sent: { messageId: string; expiresAt: number } | null;
    }
  | { kind: 'totp'; expiresAt: number }
);

/** When a challenge ends (ms); null for a PIN that was not sent yet. */
export const endOf = (challenge: OpenChallenge): number | null =>
  challenge.kind === 'totp' ? challenge.expiresAt : (challenge.sent?.expiresAt ?? null);

/** Who was verified, on which call, when (ms), by which event, and how many changes were granted on it. */
export type Session = {
  contactId: string;
  verifiedAt: number;
  endsAt: number;
  eventId: string;
  changes: number;
};

/** An administrator who may use the line. */
export type Listed = {
  status: 'listed';
  profile: Profile;
  challenges: OpenChallenge[];
  session: Session | null;
};

export type Listing =
  | { status: 'unlisted' }
  | Listed
  /** The last entry; null when there never was one. */
  | { status: 'revoked'; profile: Profile | null }
  /** Number and name are gone for good; this id can never be enrolled again. */
  | { status: 'erased' };

export type AdminState = {
  answered: ProcessedCommands;
  listing: Listing;
  /** The last event that changed the listing. */
  listSeq: number;
  /** Oldest first. */
  sends: Send[];
  failures: number;
  failedChallenges: number;
  waitUntil: number;
  stopped: boolean;
  /** The time step of the last authenticator's code that was accepted. */
  totpStep: number;
};

/** The entry of an administrator who may use the line, with what is open on calls; null for everybody else. */
export const listedOf = ({ listing }: AdminState): Listed | null =>
  listing.status === 'listed' ? listing : null;

/** The last entry, of a revoked administrator too; null when there is none or it was erased. */
export const profileOf = ({ listing }: AdminState): Profile | null =>
  'profile' in listing ? listing.profile : null;

/** Changes what only a listed administrator has: the entry, and what is open on calls. */
export const withListed = (
  state: AdminState,
  change: (listed: Listed) => Partial<Omit<Listed, 'status'>>,
): AdminState => {
  const listed = listedOf(state);
  return listed ? { ...state, listing: { ...listed, ...change(listed) } } : state;
};

/** The challenge that is open on a call. */
export const challengeOn = (state: AdminState, contactId: string): OpenChallenge | undefined =>
  listedOf(state)?.challenges.find((open) => open.contactId === contactId);

/** The counters as a success, or an operator's recorded act, leaves them. */
export const RESET_COUNTERS = { failures: 0, failedChallenges: 0, waitUntil: 0 };

export const initialAdmin: AdminState = {
  answered: [],
  listing: { status: 'unlisted' },
  listSeq: 0,
  sends: [],
  ...RESET_COUNTERS,
  stopped: false,
  totpStep: 0,
};

/** Silence uses up a try of the challenge but is no guess. */
export const TAKES_A_TRY: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used', 'no-input']);
export const COUNTS_AS_FAILURE: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used']);

/** An event of an administrator's stream as it was written. */
export type Written = Stored<AdminEvent>;
export type Of<Type extends AdminEvent['type']> = Extract<Written, { type: Type }>;
