import { randomBytes } from 'node:crypto';
import type { PinCodes } from '../../../domain/emergency/ports.ts';
import { localPinCodes } from '../../kit/pin-codes.ts';
import { uniformityP } from '../chance.ts';
import { type Check, count } from '../check.ts';

const LENGTHS = [4, 5, 6, 7, 8];
/** Below this the digits are not called uniform. With so many tests one is below it now and then, so it is shared out among them. */
const LEAST_P = 0.001;

type NewPin = PinCodes['newPin'];
type Test = { what: string; p: number };

/** Every position's digits and every pair of positions, of so many PINs of one length. */
const drawn = (newPin: NewPin, length: number, pins: number): Test[] => {
  const singles = Array.from({ length }, () => new Uint32Array(10));
  const pairs = Array.from({ length: length * length }, () => new Uint32Array(100));
  for (let made = 0; made < pins; made += 1) note(singles, pairs, newPin(length).reveal());
  return [
    ...singles.map((counts, at) => ({
      what: `${length} digits, position ${at + 1}`,
      p: uniformityP(counts),
    })),
    ...pairs.flatMap((counts, at) => {
      const [first, second] = [Math.floor(at / length), at % length];
      const what = `${length} digits, positions ${first + 1} and ${second + 1}`;
      return first < second ? [{ what, p: uniformityP(counts) }] : [];
    }),
  ];
};

const note = (singles: Uint32Array[], pairs: Uint32Array[], pin: string): void => {
  const length = singles.length;
  if (pin.length !== length) throw new Error(`a PIN of ${pin.length} digits where ${length} were asked for`);
  for (let first = 0; first < length; first += 1) {
    const digit = pin.charCodeAt(first) - 48;
    bump(singles[first], digit);
    for (let second = first + 1; second < length; second += 1)
      bump(pairs[first * length + second], digit * 10 + pin.charCodeAt(second) - 48);
  }
};

const bump = (counts: Uint32Array | undefined, at: number) => {
  if (counts) counts[at] = (counts[at] ?? 0) + 1;
};

/** PINs come from the system's random source, so a seed does not reproduce them. */
export const pins: Check = {
  name: 'pins',
  shows: 'PINs of every length are uniformly distributed, leading zeros included.',
  bar: `1,000,000 PINs of each length 4 to 8, chi-square of each position and each pair: p > ${LEAST_P}, with Bonferroni correction; one draw in a thousand fails by chance, so a failed draw is repeated once`,
  async run({ quick }) {
    const each = quick ? 20_000 : 1_000_000;
    const { newPin } = localPinCodes(randomBytes(32));
    const draws = [draw(newPin, each)];
    if (!draws[0]?.passed) draws.push(draw(newPin, each));
    const last = draws.at(-1);
    return {
      size: `${count(each)} PINs of each of ${LENGTHS.length} lengths, ${last?.tests.length ?? 0} tests`,
      result: draws.map(({ least }) => `least p ${least.p.toPrecision(2)} (${least.what})`).join('; again: '),
      passed: last?.passed ?? false,
      notes: LENGTHS.map((length) => formatLength(length, last?.tests ?? [])),
    };
  },
};

/** Draws `each` PINs of each length and tests them for uniformity. */
export const draw = (newPin: NewPin, each: number) => {
  const tests = LENGTHS.flatMap((length) => drawn(newPin, length, each));
  const [least = { what: 'none', p: 0 }] = tests.toSorted((a, b) => a.p - b.p);
  return { tests, least, passed: least.p > LEAST_P / tests.length };
};

const formatLength = (length: number, tests: readonly Test[]): string => {
  const own = tests.filter(({ what }) => what.startsWith(`${length} `));
  const positions = own.slice(0, length).map(({ p }) => p.toFixed(3));
  const pairs = own.slice(length).map(({ p }) => p);
  return `${length} digits: p of the positions ${positions.join(', ')}; of the ${pairs.length} pairs ${Math.min(...pairs).toPrecision(2)} to ${Math.max(...pairs).toPrecision(2)}`;
};
