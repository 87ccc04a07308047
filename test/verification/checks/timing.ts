import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { checkTimes, KINDS } from '../timing/checks.ts';
import { mostOff, orderOf } from '../timing/ranks.ts';

/** How far from a half the chance may be that a check of one kind takes longer than one of another. */
const BOUND = 0.01;
/** So few checks as the quick form makes show no more than this. */
const QUICK_BOUND = 0.06;

/** Every pair of kinds, told apart by nothing but how long the check took. */
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
    'How long it takes to check what was typed does not tell right from wrong, how far it is right, or whether it is too late.',
  bar: '1,000,000 checks, right, wrong, wrong in the first digit and expired: of any two kinds one takes longer than the other with a probability of 0.5 ± 0.01, the 99.9 % margin of error included',
  alone: true,
  async run({ seed, quick }) {
    const [checks, bound] = quick ? [16_000, QUICK_BOUND] : [1_000_000, BOUND];
    const pairs = compared(await checkTimes(random(seed), checks)).sort((a, b) => b.off - a.off);
    const most = pairs[0]?.off ?? 1;
    return {
      size: `${count(checks)} checks, the kinds in turn at random`,
      result: `at most 0.5 ± ${most.toFixed(4)}${quick ? ` (±${bound} in the quick form)` : ''}`,
      held: most < bound,
      notes: [
        'Timed is what `VerifyPin` does with the digits: the one parser of PINs, the open challenge looked up, the MAC of what was typed, and `timingSafeEqual`. What follows differs by a branch of the decider and by the answer itself, which tells right from wrong to everybody.',
        'Compared by rank, and the kinds come in an order left to chance, so that what else the machine does falls on all alike.',
        ...pairs.map(
          ({ what, longer, error }) =>
            `${what}: the first took longer with a probability of ${longer.toFixed(4)} (standard error ${error.toFixed(4)})`,
        ),
      ],
    };
  },
};
