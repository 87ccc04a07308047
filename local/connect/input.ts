import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { ErrorType } from '../../flows/index.ts';

/** An input the caller is asked for. `typed` is what has come so far. */
export type Pending =
  | { kind: 'menu'; timeoutSeconds: number }
  | {
      kind: 'digits';
      maximumLength: number;
      terminator: string;
      cancels: boolean;
      /** How a telephone number is typed; null when any digits are asked for. */
      phoneNumber: { country: string | undefined; international: boolean } | null;
      firstSeconds: number;
      betweenSeconds: number;
      typed: string;
    };

/** How an input ended: a menu's key, digits to store, silence on a menu, or no telephone number. */
export type Entered = { key: string } | { stored: string } | { error: ErrorType };

/** What `$.StoredCustomerInput` holds after silence; the contact still takes the success path (admin guide). */
export const TIMEOUT = 'Timeout';

type Digits = Extract<Pending, { kind: 'digits' }>;

/** A telephone number is stored in E.164 with its country code, however it was typed (admin guide). */
const store = ({ phoneNumber }: Digits, value: string): Entered => {
  if (!phoneNumber) return { stored: value };
  const { country, international } = phoneNumber;
  const number = parsePhoneNumberFromString(international ? `+${value}` : value, country as CountryCode);
  return number?.isValid() ? { stored: number.number } : { error: 'InvalidPhoneNumber' };
};

const pressDigit = (pending: Digits, key: string): Entered | Pending => {
  // The cancel key drops what was typed so far (admin guide); what Connect stores after it is not documented.
  if (key === '*' && pending.cancels) return { ...pending, typed: '' };
  const typed = pending.typed + key;
  if (typed.endsWith(pending.terminator)) return store(pending, typed.slice(0, -pending.terminator.length));
  return typed.length >= pending.maximumLength ? store(pending, typed) : { ...pending, typed };
};

/** One key more: what was entered, or what is still waited for. */
export const press = (pending: Pending, key: string): Entered | Pending =>
  pending.kind === 'menu' ? { key } : pressDigit(pending, key);

export const isEntered = (result: Entered | Pending): result is Entered => !('kind' in result);

/** No key came: a menu's error branch; for digits what was typed so far, or `Timeout`. */
export const timeOut = (pending: Pending): Entered => {
  if (pending.kind === 'menu') return { error: 'InputTimeLimitExceeded' };
  return pending.typed === '' ? { stored: TIMEOUT } : store(pending, pending.typed);
};

/** What the caller's side may know of an input: never what was typed. `timeoutSeconds` is how long silence may last. */
export type WaitingFor =
  | { kind: 'menu'; keys: readonly string[]; timeoutSeconds: number }
  | { kind: 'digits'; maximumLength: number; terminator: string; timeoutSeconds: number };

/** `keys`: those the menu has a condition for. */
export const waitingFor = (pending: Pending, keys: readonly string[]): WaitingFor =>
  pending.kind === 'menu'
    ? { ...pending, keys }
    : {
        kind: 'digits',
        maximumLength: pending.maximumLength,
        terminator: pending.terminator,
        timeoutSeconds: pending.typed === '' ? pending.firstSeconds : pending.betweenSeconds,
      };
