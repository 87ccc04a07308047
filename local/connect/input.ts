import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ErrorType } from '../../flows/index.ts';

/** An input that waits for keys. `typed`: the digits so far. */
export type Pending =
  | { kind: 'menu'; timeoutSeconds: number }
  | {
      kind: 'digits';
      maximumLength: number;
      terminator: string;
      cancels: boolean;
      /** How a phone number is typed; null for an input of any digits. */
      phoneNumber: { country: string | undefined; international: boolean } | null;
      firstSeconds: number;
      betweenSeconds: number;
      typed: string;
    };

/** Result of an input: a menu's key, digits to store, or an error (a menu's timeout, an invalid phone number). */
export type InputResult = { key: string } | { stored: string } | { error: ErrorType };

/** Value of `$.StoredCustomerInput` after a timeout; the contact still takes the success branch (admin guide). */
export const TIMEOUT = 'Timeout';

type Digits = Extract<Pending, { kind: 'digits' }>;

/** A phone number is stored in E.164, in whichever format it was typed (admin guide). */
const store = ({ phoneNumber }: Digits, value: string): InputResult => {
  if (!phoneNumber) return { stored: value };
  const { country, international } = phoneNumber;
  const number = parsePhoneNumberFromString(international ? `+${value}` : value, country as CountryCode);
  return number?.isValid() ? { stored: number.number } : { error: 'InvalidPhoneNumber' };
};

const pressDigit = (pending: Digits, key: string): InputResult | Pending => {
  // The cancel key discards the digits so far (admin guide); what Connect stores after it is undocumented.
  if (key === '*' && pending.cancels) return { ...pending, typed: '' };
  const typed = pending.typed + key;
  if (typed.endsWith(pending.terminator)) return store(pending, typed.slice(0, -pending.terminator.length));
  return typed.length >= pending.maximumLength ? store(pending, typed) : { ...pending, typed };
};

/** Applies one key: returns the result, or the input that is still pending. */
export const press = (pending: Pending, key: string): InputResult | Pending =>
  pending.kind === 'menu' ? { key } : pressDigit(pending, key);

export const isComplete = (result: InputResult | Pending): result is InputResult => !('kind' in result);

/** Ends an input by its timeout: a menu's error, or the digits so far, or `Timeout`. */
export const timeOut = (pending: Pending): InputResult => {
  if (pending.kind === 'menu') return { error: 'InputTimeLimitExceeded' };
  return pending.typed === '' ? { stored: TIMEOUT } : store(pending, pending.typed);
};

/** A pending input as reported to the caller's side, without typed digits. `timeoutSeconds`: silence until it times out. */
export type WaitingFor =
  | { kind: 'menu'; keys: readonly string[]; timeoutSeconds: number }
  | { kind: 'digits'; maximumLength: number; terminator: string; timeoutSeconds: number };

/** `keys`: the keys that the menu has conditions for. */
export const waitingFor = (pending: Pending, keys: readonly string[]): WaitingFor =>
  pending.kind === 'menu'
    ? { ...pending, keys }
    : {
        kind: 'digits',
        maximumLength: pending.maximumLength,
        terminator: pending.terminator,
        timeoutSeconds: pending.typed === '' ? pending.firstSeconds : pending.betweenSeconds,
      };
