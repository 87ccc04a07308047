import { createHmac } from 'node:crypto';
import { canonical } from '../../domain/chain.ts';
import type { Challenge, NumberTags, PinCodes } from '../../domain/ports.ts';
import { type Pin, parsePin } from '../../domain/secret.ts';

const keyed = (key: string, text: string) => createHmac('sha256', key).update(text).digest('base64url');

export type MemoryPinCodes = PinCodes & { made: string[] };

/** PINs in a fixed order (a leading zero among them), and tags by a key of the test's own; `made` is every PIN so far. */
export const memoryPinCodes = (): MemoryPinCodes => {
  const made: string[] = [];
  const tagOf = (challenge: Challenge, pin: Pin) =>
    keyed('pins', canonical({ ...challenge, pin: pin.reveal() }));
  return {
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
    tag: async (challenge, pin) => tagOf(challenge, pin),
    matches: async (challenge, pin, tag) => tagOf(challenge, pin) === tag,
  };
};

export const memoryNumberTags = (): NumberTags => ({
  tag: async (number, period) => keyed(`numbers of ${period}`, number.reveal()),
});
