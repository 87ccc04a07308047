import { describe, expect, it } from 'vitest';
import { dialed, parseTyped } from '../../cli/typed-number.ts';

describe('a number that a person types', () => {
  it.each([
    ['+6591110001', '+6591110001'],
    [' +65 9111 0001 ', '+6591110001'],
    ['+65-9111-0001', '+6591110001'],
    ['+65 (9111) 0001', '+6591110001'],
    ['(+65) 9111 0001', '+6591110001'],
    ['+65.9111.0001', '+6591110001'],
    ['+1 (650) 253-0000', '+16502530000'],
    ['+65\u00a09111\u20110001', '+6591110001'],
    ['\u202a+65 9111 0001\u202c', '+6591110001'],
    ['＋６５９１１１０００１', '+6591110001'],
    // Italian numbers keep their zero.
    ['+39 06 12345678', '+390612345678'],
  ])('%j is %s in every country', (text, number) => {
    expect(parseTyped(text).reveal()).toBe(number);
    expect(parseTyped(text, 'AU').reveal()).toBe(number);
  });

  it.each([
    ['0412 345 678', 'AU', '+61412345678'],
    ['9111 0001', 'SG', '+6591110001'],
    ['(650) 253-0000', 'US', '+16502530000'],
    ['1-650-253-0000', 'US', '+16502530000'],
    ['020 7946 0958', 'GB', '+442079460958'],
    ['00 65 9111 0001', 'DE', '+6591110001'],
  ])('%j is a national number of %s: %s', (text, country, number) => {
    expect(parseTyped(text, country).reveal()).toBe(number);
    expect(() => parseTyped(text)).toThrow(/must be an E\.164 number .*set defaultCountry/);
  });

  it.each([
    ['+61 0412 345 678', '+61 412 345 678'],
    ['+610412345678', '+61 412 345 678'],
    ['+44 (0)20 7946 0958', '+44 20 7946 0958'],
    ['+49 0151 23456789', '+49 1512 3456789'],
  ])('%j with the trunk prefix of its country is refused: did you mean %s?', (text, number) => {
    for (const country of [undefined, 'AU', 'SG'])
      expect(() => parseTyped(text, country)).toThrow(`did you mean ${number}?`);
  });

  it.each([
    '',
    ' ',
    '+',
    '()',
    'the boss',
    'call +6591110001',
    '+6591110001 ext 5',
    '+6591110001;ext=5',
    '1-800-FLOWERS',
    '++6591110001',
    '+65 9111 0001 / +65 9111 0002',
    '+٦٥٩١١١٠٠٠١',
    '+0591110001',
    '+65',
    `+${'9'.repeat(40)}`,
    '91110001'.repeat(2),
    '12',
  ])('%j is refused', (text) => {
    for (const country of [undefined, 'SG']) expect(() => parseTyped(text, country)).toThrow(/E\.164/);
  });

  it('needs a default country with numbers', () => {
    expect(() => parseTyped('9111 0001', 'XX')).toThrow(
      /defaultCountry in the configuration, XX, is not a country/,
    );
  });
});

it.each([
  ['+65 9111 0001', '+6591110001'],
  ['+6591110001', '+6591110001'],
  ['anonymous', 'anonymous'],
  ['', ''],
  ['123', '123'],
])('a call to or from %j is one to or from %j', (text, number) => {
  expect(dialed(text)).toBe(number);
});
