import { createHmac, timingSafeEqual } from 'node:crypto';
import { macOf, newPin, pinMessage } from '../../adapters/pin-codes.ts';
import type { Challenge, NumberTags, PinCodes } from '../../domain/emergency/ports.ts';
import { type Pin, parsePin } from '../../domain/emergency/secret.ts';

/** PIN tags under a key in this process, of at least 32 bytes, for tests and benchmarks. */
export const localPinCodes = (key: Buffer): PinCodes => {
  if (key.length < 32) throw new RangeError(`the PIN key has ${key.length} bytes; it needs at least 32`);
  const hmac = (challenge: Challenge, pin: Pin) =>
    createHmac('sha256', key).update(pinMessage(challenge, pin)).digest();
  return {
    newPin,
    tag: async (challenge, pin) => hmac(challenge, pin).toString('base64url'),
    matches: async (challenge, pin, tag) => {
      const mac = macOf(tag);
      // timingSafeEqual throws on unequal lengths: these are 32-byte tags, never typed digits.
      return mac !== null && timingSafeEqual(mac, hmac(challenge, pin));
    },
  };
};

export type MemoryPinCodes = PinCodes & { made: string[] };

/** PINs in a fixed order (a leading zero among them), and tags with the test's own key; `made` has every PIN so far. */
export const memoryPinCodes = (): MemoryPinCodes => {
  const made: string[] = [];
  return {
    ...localPinCodes(Buffer.alloc(32, 'pins')),
    made,
    newPin(length) {
      const digits = String((83_647_291 * (made.length + 7) + 64_918_273) % 10 ** length).padStart(
        length,
        '0',
      );
      made.push(digits);
      const pin = parsePin(digits, length);
      if (!pin) throw new Error('the test made no PIN');
      return pin;
    },
  };
};

export const memoryNumberTags = (): NumberTags => ({
  tag: async (number, period) =>
    createHmac('sha256', `numbers of ${period}`).update(number.reveal()).digest('base64url'),
});
