import { createHmac } from 'node:crypto';
import { localPinCodes } from '../../adapters/pin-codes.ts';
import type { NumberTags, PinCodes } from '../../domain/emergency/ports.ts';
import { parsePin } from '../../domain/emergency/secret.ts';

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
