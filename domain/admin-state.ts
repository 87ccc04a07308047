import type { Answered } from './answered.ts';
import type { Body } from './envelope.ts';
import type { AdminEvent } from './events/admin.ts';
import type { Send } from './pin-limits.ts';
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
  factor: 'sms' | 'totp';
  totp: string | null;
};

/**
 * A PIN that is out, or a code asked for. One per call, so that a second call from the same number (a spoofer's, say) cannot void the PIN
 * an administrator is just typing. `expiresAt` (ms) is null until the provider has accepted it: until then nothing verifies.
 */
export type OpenChallenge = {
  challengeId: string;
  contactId: string;
  /** Null when it asks for the code of an authenticator. */
  tag: string | null;
  issuedAt: string;
  expiresAt: number | null;
  messageId: string | null;
  /** Tries it is good for, and those used up. */
  allowed: number;
  tries: number;
  /** A wrong PIN was typed against it. */
  failed: boolean;
};

/** Who was proven, on which call, when (ms), by which event, and how many changes were granted on it. */
export type Session = {
  contactId: string;
  verifiedAt: number;
  endsAt: number;
  eventId: string;
  changes: number;
};

export type AdminState = {
  answered: Answered;
  profile: Profile | null;
  revoked: boolean;
  /** Number and name are gone for good; this id can never be enrolled again. */
  erased: boolean;
  /** The last event that changed the list's entry. */
  listSeq: number;
  challenges: OpenChallenge[];
  session: Session | null;
  /** Oldest first. */
  sends: Send[];
  failures: number;
  failedChallenges: number;
  waitUntil: number;
  stopped: boolean;
  /** The time step of the last authenticator's code that was taken. */
  totpStep: number;
};

/** The counters as a success, or an operator's recorded act, leaves them. */
export const NO_FAILURES = { failures: 0, failedChallenges: 0, waitUntil: 0 };

export const initialAdmin: AdminState = {
  answered: [],
  profile: null,
  revoked: false,
  erased: false,
  listSeq: 0,
  challenges: [],
  session: null,
  sends: [],
  ...NO_FAILURES,
  stopped: false,
  totpStep: 0,
};

/** Silence uses up a try of the challenge but is no guess. */
export const TAKES_A_TRY: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used', 'no-input']);
export const COUNTS_AS_FAILURE: ReadonlySet<string> = new Set(['wrong', 'malformed', 'used']);

/** An event of an administrator's stream as it was written. */
export type Written = Omit<Body, 'type' | 'data'> & AdminEvent;
export type Of<Type extends AdminEvent['type']> = Extract<Written, { type: Type }>;
