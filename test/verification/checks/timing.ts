import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { checkTimes, KINDS } from '../timing/checks.ts';
import { mostOff, orderOf } from '../timing/ranks.ts';

/** How far the probability that one kind takes longer than another may be from 0.5. */
const BOUND = 0.01;
/** The quick run makes too few checks for a tighter bound. */
const QUICK_BOUND = 0.06;

/** Compares every pair of kinds by duration alone. */
export const compared = (times: Record<(typeof KINDS)[number], Float64Array>) =>
  KINDS.flatMap((a, index) =>
    KINDS.slice(index + 1).map((b) => {
      const order = orderOf(times[a], times[b]);
      return { what: `${a} and ${b}`, ...order, off: mostOff(order) };
    }),
  );

/** On the local adapter: over a network to KMS there is only more noise. */
export const timing: Check = {
  name: 'timing',
  shows:
    'The time to check an entry does not reveal whether it is right, how many digits are right, or whether it has expired.',
  bar: '1,000,000 checks, right, wrong, wrong in the first digit and expired: for any two kinds, the probability that one takes longer is 0.5 ± 0.01, with the 99.9 % margin of error',
  alone: true,
  async run({ seed, quick }) {
    const [checks, bound] = quick ? [16_000, QUICK_BOUND] : [1_000_000, BOUND];
    const pairs = compared(await checkTimes(random(seed), checks)).sort((a, b) => b.off - a.off);
    const most = pairs[0]?.off ?? 1;
    return {
      size: `${count(checks)} checks, the kinds in turn at random`,
      result: `at most 0.5 ± ${most.toFixed(4)}${quick ? ` (±${bound} in the quick form)` : ''}`,
      passed: most < bound,
      notes: [
        'Timed is what `VerifyPin` does with the digits: the one parser of PINs, the open challenge looked up, the MAC of what was typed, and `timingSafeEqual`. What follows differs by a branch of the decider and by the answer itself, which reveals the result anyway.',
        'Compared by rank, in random order, so that other load on the machine affects all kinds alike.',
        ...pairs.map(
          ({ what, longer, error }) =>
            `${what}: the first took longer with a probability of ${longer.toFixed(4)} (standard error ${error.toFixed(4)})`,
        ),
      ],
    };
  },
};
