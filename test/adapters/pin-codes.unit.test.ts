import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { challenge, pinCodesContract, pinOf } from '../kit/contracts/pin-codes.ts';
import { localPinCodes } from '../kit/pin-codes.ts';

const codes = localPinCodes(randomBytes(32));

pinCodesContract('a PIN key in this process', () => codes);

describe('a PIN key in this process', () => {
  it('makes tags that do not match under another key', async () => {
    const tag = await codes.tag(challenge, pinOf('004271'));
    expect(await localPinCodes(randomBytes(32)).matches(challenge, pinOf('004271'), tag)).toBe(false);
  });

  it('must have at least 32 bytes', () => {
    expect(() => localPinCodes(randomBytes(31))).toThrow('the PIN key has 31 bytes; it needs at least 32');
  });

  // The bytes under the tag are the format: a change of them makes every open challenge fail.
  it('makes the same tag as in earlier versions', async () => {
    const tag = await localPinCodes(Buffer.alloc(32, 7)).tag(challenge, pinOf('004271'));
    expect(tag).toBe('X0TortYlby161xFOwUzmzrmCRVWjGkI9dVdRS1spENQ');
  });
});

/** Pearson's statistic of how often each of `cells` values came up. */
const chiSquare = (seen: Iterable<number>, cells: number): number => {
  const counts = new Array<number>(cells).fill(0);
  let total = 0;
  for (const value of seen) {
    counts[value] = (counts[value] ?? 0) + 1;
    total += 1;
  }
  return counts.reduce((sum, count) => sum + (count - total / cells) ** 2 / (total / cells), 0);
};

// The bars are set so that a perfect source fails any of the 55 comparisons below less than once in a billion runs: 30
// digits at 9 degrees of freedom (6.2e-12 each) and 25 pairs at 99 (8.4e-12 each), 4e-10 together. They still catch a
// digit that comes 7 % too often; finer biases need the larger sample of the security evidence.
const SAMPLE = 200_000;
const DIGIT_BAR = 72;
const PAIR_BAR = 225;

describe.each([4, 5, 6, 7, 8])('PINs of %d digits', (length) => {
  const pins = Array.from({ length: SAMPLE }, () => codes.newPin(length).reveal());
  const positions = Array.from({ length }, (_, position) => position);

  it.each(positions)('have every digit equally often in position %d', (position) => {
    expect(
      chiSquare(
        pins.map((pin) => Number(pin[position])),
        10,
      ),
    ).toBeLessThan(DIGIT_BAR);
  });

  it.each(positions.slice(1))('have every pair of digits equally often up to position %d', (position) => {
    const pairs = pins.map((pin) => Number(pin.slice(position - 1, position + 1)));
    expect(chiSquare(pairs, 100)).toBeLessThan(PAIR_BAR);
  });
});
