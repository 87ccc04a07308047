import type { E164, Pin } from './secret.ts';
import type { SystemSends } from './send-budget.ts';

export const SMS_FAILURES = [
  'opted-out',
  'throttled',
  'refused',
  'unreachable',
  'misconfigured',
  'unknown',
] as const;
export type SmsFailure = (typeof SMS_FAILURES)[number];

/** A one-time PIN; a provider may use a template of its own. `brand`: the sender's name in the text. */
export type PinText = { kind: 'pin'; brand: string; pin: Pin };
/** Any other text; not every provider can send one. */
export type Notice = { kind: 'notice'; body: string };

/**
 * A text to send. `ttlSeconds`: the provider does not hand it to a carrier after that; a carrier may still deliver it later.
 * `context` is copied to delivery events and holds no personal data.
 */
export type Sms<Content extends PinText | Notice = PinText | Notice> = {
  to: E164;
  content: Content;
  ttlSeconds: number;
  context: Record<string, string>;
};
export type SmsOutcome =
  | { sent: true; messageId: string }
  | { sent: false; reason: SmsFailure; detail: string };

/** Sends one text, once. Never throws: every failure is an outcome. `detail` is the provider's error code, without a number. */
export type SmsSender<Content extends PinText | Notice = PinText | Notice> = {
  readonly provider: string;
  send: (sms: Sms<Content>) => Promise<SmsOutcome>;
  /** Reports to the provider whether the text was received (its PIN was entered); best effort, never throws. */
  feedback(messageId: string, received: boolean): Promise<void>;
};

export const PHONE_TYPES = ['MOBILE', 'LANDLINE', 'VOIP', 'OTHER', 'INVALID', 'UNKNOWN'] as const;
export type PhoneType = (typeof PHONE_TYPES)[number];
/** `mcc`, `mnc`: the carrier's mobile country and network codes (ITU-T E.212); one carrier may have several. */
export type Phone = {
  type: PhoneType;
  carrier: string | null;
  mcc: string | null;
  mnc: string | null;
  country: string | null;
};
export const UNKNOWN_PHONE: Phone = { type: 'UNKNOWN', carrier: null, mcc: null, mnc: null, country: null };

/**
 * `otherNumber`: the provider's E.164 form of the number, where it is not the number asked for. `detail`: the provider's error
 * code, without a number.
 */
export type LookupResult =
  | { found: true; phone: Phone; otherNumber?: E164 }
  | { found: false; detail: string };

/** Looks up the type and carrier of a number. Never throws: a failed look-up is a result. */
export type NumberLookup = { lookup(number: E164): Promise<LookupResult> };

/** The values a PIN is bound to, all part of the MAC (ASVS 6.6.2). */
export type Challenge = {
  instanceArn: string;
  contactId: string;
  adminId: string;
  challengeId: string;
  issuedAt: string;
};

/** Keyed tags of PINs, made and verified inside KMS (GenerateMac and VerifyMac). Throws when the key cannot be used. */
export type PinCodes = {
  /** A new PIN of `length` digits, leading zeros included, from a cryptographically secure source. */
  newPin(length: number): Pin;
  tag(challenge: Challenge, pin: Pin): Promise<string>;
  matches(challenge: Challenge, pin: Pin, tag: string): Promise<boolean>;
};

/**
 * The SMS quota of the whole line, kept outside the log (ADR 0010). Exact under concurrency: of two simultaneous reservations
 * of the last unit, at least one sees the other. Throws when it is unreachable, and then no text is sent.
 */
export type SendBudget = {
  /** Reserves one text under a ULID of now, and returns the other sends of the last hour. Idempotent. */
  reserve(id: string): Promise<SystemSends>;
  /** Releases the reservation of a text that was not sent; never throws. */
  release(id: string): Promise<void>;
  /** Adds or removes an administrator: the quota grows with the administrators. */
  setEnrolled(adminId: string, isEnrolled: boolean): Promise<void>;
};

/** A number that is an administrator's, or is about to be. `at`: milliseconds, when it was reserved. */
export type Reservation = { adminId: string; at: number };

/**
 * The numbers of administrators, kept outside the log: of two simultaneous enrollments with one number exactly one reserves it,
 * which the directory, a late read model, cannot tell. Throws when it is unreachable, and then nobody is enrolled.
 */
export type NumberReservations = {
  /**
   * Reserves the number for `wanted.adminId` unless another administrator has it; `instead` is a reservation to replace.
   * Returns the reservation that holds now.
   */
  reserve(number: E164, wanted: Reservation, instead?: Reservation): Promise<Reservation>;
  /** Frees an administrator's numbers that were reserved until `at` (milliseconds), except one. */
  release(adminId: string, at: number, except: E164 | null): Promise<void>;
};

/** A keyed tag of an unknown caller's number: the same within `period` (a year), and not reversible. */
export type NumberTags = { tag(number: E164, period: string): Promise<string> };

/** The log position of an encrypted field. It is the AES-GCM additional data, so that a ciphertext cannot be moved. */
export type FieldPosition = { stream: string; seq: number; id: string; field: string };

/** Personal data, encrypted with one key per subject. Deleting the key makes every copy unreadable. */
export type PersonalData = {
  encrypt(subject: string, position: FieldPosition, clear: string): Promise<string>;
  /** Null when the subject's key is deleted: the person was erased. Throws when the ciphertext was tampered with. */
  decrypt(subject: string, position: FieldPosition, ciphertext: string): Promise<string | null>;
  deleteKey(subject: string): Promise<void>;
};

export type BusEntry = { detailType: string; time: string; detail: string };

/** Stream records parked together. `records` throws when they cannot be read. */
export type ParkedRecords = { id: string; records(): Promise<unknown[]> };

/** The failure store: whole stream records that a consumer could not process, until a rebuild or a person has dealt with them. */
export type FailedRecords = {
  park(records: readonly unknown[]): Promise<void>;
  /** The parked records, those that Lambda discarded included. @param discardedPrefix the prefix of Lambda's object names */
  list(discardedPrefix: string): AsyncIterable<ParkedRecords>;
  remove(id: string): Promise<void>;
};

/** Publishes in the given order; returns for each entry null when it was accepted, or the error code. */
export type EventBus = { publish(entries: readonly BusEntry[]): Promise<(string | null)[]> };
