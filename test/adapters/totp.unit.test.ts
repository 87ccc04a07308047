import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hotp, newTotpSecret, otpauthUri, totpCode, totpStep } from '../../adapters/totp.ts';
import { parsePin, parseTotpSecret } from '../../domain/emergency/secret.ts';

/** The key of both RFCs, `12345678901234567890`, as bytes and as an app is given it. */
const KEY = Buffer.from('12345678901234567890');
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const secretOf = (text: string) => {
  const secret = parseTotpSecret(text);
  if (!secret) throw new Error('not a secret');
  return secret;
};
const codeOf = (digits: string) => {
  const code = parsePin(digits, 6);
  if (!code) throw new Error('not a code');
  return code;
};
const secret = secretOf(SECRET);
const NOON = Date.UTC(2026, 10, 22, 12);
const STEP = NOON / 30_000;
const codeAt = (step: number) => codeOf(totpCode(secret, step));

describe('RFC 4226, appendix D', () => {
  it.each(
    ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583', '399871', '520489'].map(
      (code, counter) => [counter, code] as const,
    ),
  )('counter %i is %s', (counter, code) => {
    expect(hotp(KEY, counter, 6)).toBe(code);
  });
});

describe('RFC 6238, appendix B, SHA-1', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('second %i is %s', (second, code) => {
    expect(hotp(KEY, Math.floor(second / 30), 8)).toBe(code);
    expect(totpStep(secret, codeOf(code.slice(2)), second * 1000)).toBe(Math.floor(second / 30));
  });
});

describe('an authenticator code', () => {
  it('is valid for its own thirty seconds, to the millisecond', () => {
    const code = codeAt(STEP);
    expect(totpStep(secret, code, NOON - 1)).toBeNull();
    expect(totpStep(secret, code, NOON)).toBe(STEP);
    expect(totpStep(secret, code, NOON + 29_999)).toBe(STEP);
    expect(totpStep(secret, code, NOON + 30_000)).toBeNull();
  });

  it('is refused under another secret', () => {
    expect(totpStep(newTotpSecret(), codeAt(STEP), NOON)).toBeNull();
  });

  it('always has six digits, including leading zeros, and verifies in its own step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 36 }), (step) => {
        const code = totpCode(secret, step);
        expect(code).toMatch(/^\d{6}$/);
        expect(totpStep(secret, codeOf(code), step * 30_000)).toBe(step);
      }),
    );
  });
});

describe('an authenticator secret', () => {
  it('has 160 bits, differs each time, and is not printed', () => {
    const made = newTotpSecret();
    expect(made.reveal()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret().reveal()).not.toBe(made.reveal());
    expect(`${made} ${JSON.stringify({ made })}`).toBe('[redacted] {"made":"[redacted]"}');
  });

  it.each([
    '',
    SECRET.slice(1),
    `${SECRET}A`,
    SECRET.toLowerCase(),
    `${SECRET.slice(1)}1`,
    `${SECRET.slice(1)} `,
    null,
  ])('is not %j', (text) => expect(parseTotpSecret(text)).toBeNull());

  it('is passed to an app as a URI, which is not printed either', () => {
    const uri = otpauthUri(secret, 'Emergency line', 'admin-1');
    expect(uri.reveal()).toBe(
      `otpauth://totp/Emergency%20line:admin-1?secret=${SECRET}&issuer=Emergency%20line&algorithm=SHA1&digits=6&period=30`,
    );
    expect(String(uri)).toBe('[redacted]');
  });
});
