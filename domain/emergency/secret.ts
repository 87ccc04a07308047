/**
 * A value that must not be printed: a PIN, a telephone number. Printing it (`String`, `JSON.stringify`, a template,
 * `console.log`, an error's text) shows `[redacted]`; only an explicit `reveal()` returns the value.
 * OWASP ASVS 5.0 16.2.5: sensitive data is not logged.
 */
export type Secret<Kind extends string> = {
  readonly kind: Kind;
  reveal(): string;
  toString(): string;
  toJSON(): string;
};

export type Pin = Secret<'pin'>;
export type E164 = Secret<'e164'>;
/** The secret of an authenticator app: 160 bits in base32. */
export type TotpSecret = Secret<'totp'>;

const redacted = () => '[redacted]';

/** Wraps a text as a secret that prints as `[redacted]`. */
export const secretOf = <Kind extends string>(kind: Kind, value: string): Secret<Kind> =>
  Object.freeze({
    kind,
    reveal: () => value,
    toString: redacted,
    toJSON: redacted,
    // The hook of `console.log` and `util.inspect`, by its registered name, since domain/ imports no node: module.
    [Symbol.for('nodejs.util.inspect.custom')]: redacted,
  });

/** Parses a PIN: exactly `length` ASCII digits, else null. The only parser of PINs (Vault CVE-2025-6014: a second, laxer one). */
export const parsePin = (text: unknown, length: number): Pin | null =>
  typeof text === 'string' && text.length === length && /^[0-9]+$/.test(text) ? secretOf('pin', text) : null;

/** Parses a telephone number: E.164 with its plus sign, 7 to 15 digits, else null. The only parser of numbers. */
export const parseE164 = (text: unknown): E164 | null =>
  typeof text === 'string' && /^\+[1-9][0-9]{6,14}$/.test(text) ? secretOf('e164', text) : null;

/** Parses an authenticator secret: 32 base32 characters (RFC 4648), else null. The only parser of such secrets. */
export const parseTotpSecret = (text: unknown): TotpSecret | null =>
  typeof text === 'string' && /^[A-Z2-7]{32}$/.test(text) ? secretOf('totp', text) : null;

/** Masks text from outside before it is shown: four or more digits in a row, perhaps a PIN or a number, become `…`. */
export const withoutDigits = (text: string): string => text.replace(/\p{Nd}{4,}/gu, '…');

/** `+6591110001` as `+65******01`: the country's first digits and the last two, to be recognized without being disclosed. */
export const maskNumber = (number: E164): string => {
  const clear = number.reveal();
  return `${clear.slice(0, 3)}${'*'.repeat(clear.length - 5)}${clear.slice(-2)}`;
};
