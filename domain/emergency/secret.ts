/**
 * A value that must not be printed: a PIN, a telephone number. Whatever prints it (`String`, `JSON.stringify`, a
 * template, `console.log`, an error's text) shows `[redacted]`; only an explicit `reveal()` gives the value.
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

/** Makes a text a secret that does not print. */
export const secretOf = <Kind extends string>(kind: Kind, value: string): Secret<Kind> =>
  Object.freeze({
    kind,
    reveal: () => value,
    toString: redacted,
    toJSON: redacted,
    // What `console.log` and `util.inspect` ask for, by its registered name, so that no node: import is needed here.
    [Symbol.for('nodejs.util.inspect.custom')]: redacted,
  });

/** The one parser of PINs: ASCII digits only, exactly `length` of them, else null (Vault CVE-2025-6014: a second, laxer parser). */
export const parsePin = (text: unknown, length: number): Pin | null =>
  typeof text === 'string' && text.length === length && /^[0-9]+$/.test(text) ? secretOf('pin', text) : null;

/** The one parser of telephone numbers: E.164 with its plus sign, 7 to 15 digits, else null. */
export const parseE164 = (text: unknown): E164 | null =>
  typeof text === 'string' && /^\+[1-9][0-9]{6,14}$/.test(text) ? secretOf('e164', text) : null;

/** The one parser of authenticator secrets: 32 letters of base32 (RFC 4648), else null. */
export const parseTotpSecret = (text: unknown): TotpSecret | null =>
  typeof text === 'string' && /^[A-Z2-7]{32}$/.test(text) ? secretOf('totp', text) : null;

/** Words that came from outside and are said back: every four digits in a row or more, a PIN or a number perhaps, as `…`. */
export const withoutDigits = (text: string): string => text.replace(/\p{Nd}{4,}/gu, '…');

/** `+6591110001` as `+65******01`: the country's first digits and the last two, for people who must recognize it. */
export const maskNumber = (number: E164): string => {
  const clear = number.reveal();
  return `${clear.slice(0, 3)}${'*'.repeat(clear.length - 5)}${clear.slice(-2)}`;
};
