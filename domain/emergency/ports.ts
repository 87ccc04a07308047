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

/** A one-time PIN; a provider may have a template of its own for it. `brand`: who sends it. */
export type PinText = { kind: 'pin'; brand: string; pin: Pin };
/** Any other text, in our words; not every provider carries one. */
export type Notice = { kind: 'notice'; body: string };

/** A text as it leaves us. `ttlSeconds`: the life of a PIN; not handed to a carrier after that; a carrier may still deliver it later. `context` goes to delivery events: no personal data. */
export type Sms<Content extends PinText | Notice = PinText | Notice> = {
  to: E164;
  content: Content;
  ttlSeconds: number;
  context: Record<string, string>;
};
export type SmsOutcome =
  | { sent: true; messageId: string }
  | { sent: false; reason: SmsFailure; detail: string };

/** Sends one text, once. Never throws: whatever the provider does is an outcome. `detail` is the provider's own code, no number in it. */
export type SmsSender<Content extends PinText | Notice = PinText | Notice> = {
  readonly provider: string;
  send: (sms: Sms<Content>) => Promise<SmsOutcome>;
  /** Tells the provider whether the text arrived (it was typed in) or not; best effort, never throws. */
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

/** `detail`: the provider's error code, no number in it. */
export type LookupResult = { found: true; phone: Phone } | { found: false; detail: string };

/** What kind of line a number is. Never throws: a provider that cannot tell is a result. */
export type NumberLookup = { lookup(number: E164): Promise<LookupResult> };

/** What a PIN is bound to; all of it is inside the MAC (ASVS 6.6.2). */
export type Challenge = {
  instanceArn: string;
  contactId: string;
  adminId: string;
  challengeId: string;
  issuedAt: string;
};

/** Keyed tags of PINs, made and compared where the key lives (KMS GenerateMac and VerifyMac). Throws when the key cannot be used. */
export type PinCodes = {
  /** A fresh PIN of `length` digits from a cryptographic source, leading zeros kept. */
  newPin(length: number): Pin;
  tag(challenge: Challenge, pin: Pin): Promise<string>;
  matches(challenge: Challenge, pin: Pin, tag: string): Promise<boolean>;
};

/**
 * The texts of the whole line, counted beside the log (ADR 0010). Exact under concurrency: of two that take the last place
 * at once neither may believe to have it alone. Throws when it cannot be reached, and then no text is sent.
 */
export type SendBudget = {
  /** Takes a place for a text, named by a ULID of now; answers who else has one of the last hour. The same again is one place. */
  reserve(place: string): Promise<SystemSends>;
  /** Gives a place back that no text was sent for; never throws. */
  release(place: string): Promise<void>;
  /** Says who is on the list: the budget grows with the administrators. */
  setEnrolled(adminId: string, isListed: boolean): Promise<void>;
};

/** A keyed tag of a stranger's number: the same number gives the same tag within `period` (a year), and nothing gives the number back. */
export type NumberTags = { tag(number: E164, period: string): Promise<string> };

/** Where in the log a sealed text stands; bound into it, so that it cannot be moved (AES-GCM additional data). */
export type FieldPosition = { stream: string; seq: number; id: string; field: string };

/** Personal data of one subject under a key of that subject's own. Deleting the key erases every copy at once. */
export type PersonalData = {
  encrypt(subject: string, place: FieldPosition, clear: string): Promise<string>;
  /** Null when the subject's key is gone: the person was erased. Throws when the text was tampered with. */
  decrypt(subject: string, place: FieldPosition, sealed: string): Promise<string | null>;
  deleteKey(subject: string): Promise<void>;
};

export type BusEntry = { detailType: string; time: string; detail: string };

/** Records that were kept together. `records` throws when they cannot be read. */
export type KeptRecords = { id: string; records(): Promise<unknown[]> };

/** Keeps stream records that a reader could not handle, whole, until its rows are rebuilt or a person has dealt with them. */
export type FailedRecords = {
  park(records: readonly unknown[]): Promise<void>;
  /** What is kept, those that Lambda gave up included. @param givenUp the prefix of the names under which Lambda keeps them */
  list(givenUp: string): AsyncIterable<KeptRecords>;
  remove(id: string): Promise<void>;
};

/** Publishes in the given order; answers, entry by entry, null when taken or the error code when not. */
export type EventBus = { publish(entries: readonly BusEntry[]): Promise<(string | null)[]> };
