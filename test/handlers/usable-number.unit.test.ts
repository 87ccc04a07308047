import { expect, it } from 'vitest';
import { maskNumber, parseE164, UNKNOWN_PHONE } from '../../domain/emergency/index.ts';
import { requireUsable } from '../../use-cases/usable-number.ts';

const e164 = (text: string) => {
  const number = parseE164(text);
  if (!number) throw new Error(`${text} is not E.164`);
  return number;
};
const number = e164('+610412345678');
const phone = { ...UNKNOWN_PHONE, type: 'MOBILE' as const };

it('a number that the provider knows in another form is refused, without a number in the error', () => {
  const read = () => requireUsable(number, { found: true, phone, otherNumber: e164('+61412345678') });
  expect(read).toThrow(/^\+61\*{8}78 is \+61\*{7}78 to the SMS provider/);
  expect(maskNumber(number)).toBe('+61********78');
});

it('a number that no phone has is refused', () => {
  const invalid = { ...phone, type: 'INVALID' as const };
  expect(() => requireUsable(number, { found: true, phone: invalid })).toThrow(
    /not a number that a phone can have/,
  );
});

it.each(['MOBILE', 'LANDLINE', 'VOIP', 'OTHER'] as const)(
  'a %s is accepted: an authenticator app works on any phone',
  (type) => {
    expect(() => requireUsable(number, { found: true, phone: { ...phone, type } })).not.toThrow();
  },
);

it('a failed look-up refuses nothing', () => {
  expect(() => requireUsable(number, { found: false, detail: 'ThrottlingException' })).not.toThrow();
});
