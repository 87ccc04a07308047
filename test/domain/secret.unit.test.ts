import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { maskNumber, parseE164, parsePin, type Secret } from '../../domain/emergency/secret.ts';

const present = <Kind extends string>(secret: Secret<Kind> | null): Secret<Kind> => {
  if (!secret) throw new Error('nothing was parsed');
  return secret;
};
const pin = present(parsePin('012345', 6));
const number = present(parseE164('+6591110001'));

describe.each([
  ['a PIN', pin, '012345'],
  ['a telephone number', number, '6591110001'],
])('%s', (_, secret, clear) => {
  it.each<[string, (value: unknown) => unknown]>([
    ['String', (value) => String(value)],
    ['a template', (value) => `${value}`],
    ['a sum of texts', (value) => `${['a', value].join('')}`],
    ['JSON', (value) => JSON.stringify({ deep: [value] })],
    ['inspect', (value) => inspect({ deep: [value] }, { showHidden: true, depth: 9, getters: true })],
    ['an error', (value) => inspect(new Error(`not ${value}`, { cause: value }))],
    ['an error made of it', (value) => new Error(value as string).message],
    [
      'its keys and members',
      (value) =>
        Object.entries(value as object)
          .map((entry) => inspect(entry))
          .join(),
    ],
    ['a locale', (value) => (value as object).toLocaleString()],
  ])('is not shown by %s', (_, show) => {
    const shown = String(show(secret));
    expect(shown).not.toContain(clear);
    expect(shown.includes('[redacted]') || shown.includes('reveal')).toBe(true);
  });

  it('is shown only by reveal()', () => {
    expect(secret.reveal()).toContain(clear);
    expect(Object.isFrozen(secret)).toBe(true);
  });
});

describe('the one parser of PINs', () => {
  it.each(['000000', '012345', '999999'])(
    'accepts ASCII digits of the right number, leading zeros included: %s',
    (text) => {
      expect(parsePin(text, 6)?.reveal()).toBe(text);
    },
  );

  it.each([4, 5, 6, 7, 8])('accepts exactly as many digits as the PIN has: %i', (length) => {
    const accepted = [3, 4, 5, 6, 7, 8, 9].filter((digits) => parsePin('7'.repeat(digits), length));
    expect(accepted).toStrictEqual([length]);
  });

  it.each([
    ['nothing', ''],
    ['a space in front', ' 12345'],
    ['a space behind', '12345 '],
    ['a space within', '123 45'],
    ['a line end', '12345\n'],
    ['a sign', '+12345'],
    ['a fraction', '1234.5'],
    ['an exponent', '1e2345'],
    ['hexadecimal', '0x1234'],
    ['the hash key', '12345#'],
    ['the star key', '*12345'],
    ['full-width digits', '１２３４５６'],
    ['Arabic digits', '١٢٣٤٥٦'],
    ['mathematical digits', '𝟏𝟐𝟑'],
    ['superscripts', '¹²³⁴⁵⁶'],
    ['a letter O', 'O12345'],
    ['a zero-width joiner', '12345\u200d'],
    ['a null', '12345\u0000'],
    ['what Connect stores for silence', 'Timeout'],
    ['a huge text', '1'.repeat(1_000_000)],
  ])('refuses %s', (_, text) => {
    expect(parsePin(text, 6)).toBeNull();
  });

  it.each([123456, null, undefined, true, ['123456'], ['1', '2', '3', '4', '5', '6'], { length: 6 }])(
    'refuses what is not a text: %j',
    (value) => {
      expect(parsePin(value, 6)).toBeNull();
    },
  );
});

describe('the one parser of telephone numbers', () => {
  it.each(['+6591110001', '+1234567', '+123456789012345'])('accepts E.164 with its plus sign: %s', (text) => {
    expect(parseE164(text)?.reveal()).toBe(text);
  });

  it.each([
    '',
    '+',
    '6591110001',
    '006591110001',
    '+0591110001',
    '+65 9111 0001',
    '+65-91110001',
    ' +6591110001',
    '+6591110001\n',
    '+123456',
    '+1234567890123456',
    '＋6591110001',
    '+６５91110001',
    'anonymous',
    'sip:+6591110001@example.com',
    '+1'.repeat(500_000),
  ])('refuses anything else: %.20j', (text) => {
    expect(parseE164(text)).toBeNull();
  });

  it.each([6591110001, null, undefined, ['+6591110001'], {}])('refuses what is not a text: %j', (value) => {
    expect(parseE164(value)).toBeNull();
  });

  it('masks all but the country and the last two digits', () => {
    expect(maskNumber(number)).toBe('+65******01');
    expect(maskNumber(present(parseE164('+1234567')))).toBe('+12***67');
    expect(maskNumber(present(parseE164('+123456789012345')))).toHaveLength(16);
  });
});
