import { describe, expect, it } from 'vitest';
import type { Challenge, PinCodes } from '../../../domain/emergency/ports.ts';
import { type Pin, parsePin } from '../../../domain/emergency/secret.ts';

export const pinOf = (digits: string): Pin => {
  const pin = parsePin(digits, digits.length);
  if (!pin) throw new Error('not a PIN');
  return pin;
};

export const challenge: Challenge = {
  instanceArn: 'arn:aws:connect:ap-southeast-1:111122223333:instance/1',
  contactId: 'contact-1',
  adminId: 'admin-1',
  challengeId: '01KF0000000000000000000000',
  issuedAt: '2026-11-22T06:00:00.000Z',
};

/** The contract of every `PinCodes`. */
export const pinCodesContract = (name: string, codes: () => PinCodes): void => {
  describe(`${name}`, () => {
    it('verifies the PIN of a challenge by its tag', async () => {
      const tag = await codes().tag(challenge, pinOf('004271'));
      expect(await codes().matches(challenge, pinOf('004271'), tag)).toBe(true);
    });

    it.each(['004272', '104271', '00427', '4271', '0042710'])('refuses the PIN %s', async (other) => {
      const tag = await codes().tag(challenge, pinOf('004271'));
      expect(await codes().matches(challenge, pinOf(other), tag)).toBe(false);
    });

    it.each(Object.keys(challenge))('refuses the correct PIN with another %s', async (member) => {
      const tag = await codes().tag(challenge, pinOf('004271'));
      expect(await codes().matches({ ...challenge, [member]: 'other' }, pinOf('004271'), tag)).toBe(false);
    });

    it('does not confuse two members whose concatenation is the same', async () => {
      const tag = await codes().tag({ ...challenge, contactId: 'ab', adminId: 'c' }, pinOf('004271'));
      const shifted = { ...challenge, contactId: 'a', adminId: 'bc' };
      expect(await codes().matches(shifted, pinOf('004271'), tag)).toBe(false);
    });

    it('ignores the order of the members and unknown members', async () => {
      const tag = await codes().tag(challenge, pinOf('004271'));
      const reversed = Object.fromEntries(Object.entries(challenge).reverse()) as Challenge;
      const more = { ...reversed, pin: '999999', extra: 'x' };
      expect(await codes().matches(more, pinOf('004271'), tag)).toBe(true);
    });

    it('computes a tag of 32 bytes in base64url, always the same', async () => {
      const tag = await codes().tag(challenge, pinOf('004271'));
      expect(tag).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(await codes().tag(challenge, pinOf('004271'))).toBe(tag);
    });

    it.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), '+'.repeat(43), `${'A'.repeat(42)}é`, 'A'.repeat(43)])(
      'refuses %j as a tag without a throw',
      async (tag) => expect(await codes().matches(challenge, pinOf('004271'), tag)).toBe(false),
    );

    it.each([4, 5, 6, 7, 8])('creates PINs of %d digits', (length) => {
      for (let n = 0; n < 100; n++) expect(codes().newPin(length).reveal()).toMatch(/^[0-9]+$/);
      expect(codes().newPin(length).reveal()).toHaveLength(length);
    });

    it('creates PINs that do not print', () => {
      expect(`${codes().newPin(6)} ${JSON.stringify(codes().newPin(6))}`).toBe('[redacted] "[redacted]"');
    });
  });
};
