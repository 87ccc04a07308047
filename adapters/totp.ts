import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  type Pin,
  parseTotpSecret,
  type Secret,
  secretOf,
  type TotpSecret,
} from '../domain/emergency/index.ts';

/** RFC 6238 as authenticator apps implement it: HMAC-SHA-1, time steps of 30 seconds, six digits. */
export const TOTP_DIGITS = 6;
const STEP = 30_000;

/** Creates a secret of 160 bits, as RFC 4226 section 4 recommends. */
export const newTotpSecret = (): TotpSecret => {
  const secret = parseTotpSecret(base32(randomBytes(20)));
  if (secret === null) throw new Error('20 bytes are 32 letters of base32');
  return secret;
};

/** The code of a counter (RFC 4226 section 5.3): four bytes of the MAC, from the offset in its last four bits, without sign. */
export const hotp = (key: Buffer, counter: number, digits: number): string => {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const truncated = mac.readUInt32BE((mac[mac.length - 1] ?? 0) & 0xf) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
};

/**
 * Verifies a code: returns the time step of `at` when it is the code of that step, otherwise null. A code is valid for its
 * own thirty seconds only (ASVS 6.5.5, ADR 0015). To prevent replay, the caller must store the step and accept only later ones.
 * @param at milliseconds
 */
export const totpStep = (secret: TotpSecret, code: Pin, at: number): number | null => {
  const step = Math.floor(at / STEP);
  return equal(Buffer.from(totpCode(secret, step)), Buffer.from(code.reveal())) ? step : null;
};

/** The code that the app shows for a time step. */
export const totpCode = (secret: TotpSecret, step: number): string =>
  hotp(fromBase32(secret.reveal()), step, TOTP_DIGITS);

const equal = (code: Buffer, typed: Buffer) => code.length === typed.length && timingSafeEqual(code, typed);

/** The URI that an authenticator app reads from a QR code: `otpauth://totp/<issuer>:<account>?secret=…`. */
export const otpauthUri = (secret: TotpSecret, issuer: string, account: string): Secret<'otpauth'> => {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const parameters = `secret=${secret.reveal()}&issuer=${encodeURIComponent(issuer)}`;
  return secretOf(
    'otpauth',
    `otpauth://totp/${label}?${parameters}&algorithm=SHA1&digits=${TOTP_DIGITS}&period=30`,
  );
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base32 of whole groups of five bytes, which need no padding. */
const base32 = (bytes: Buffer): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.replace(/.{5}/g, (five) => ALPHABET[Number.parseInt(five, 2)] ?? '');
};

const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
