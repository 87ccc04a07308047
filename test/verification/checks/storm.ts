import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import { stage } from '../stage.ts';
import { embeddedStorms } from '../storm/embedded.ts';
import { type Mix, storm as stormOf } from '../storm/storm.ts';
import { tally } from '../tally.ts';

/** A thousand tries each, or fewer: with fewer wrong ones than the limit, only wrong ones, half and half, one block repeated. */
const mixes = (tries: number): readonly (Mix & { of: string })[] => [
  { of: 'all but two right', right: tries - 2, wrong: 2, repeats: false },
  { of: 'all wrong', right: 0, wrong: tries, repeats: false },
  { of: 'half of them right', right: tries / 2, wrong: tries / 2, repeats: false },
  { of: 'repeats of one right try', right: tries, wrong: 0, repeats: true },
];

/** Concurrent tries of one PIN. */
export const storm: Check = {
  name: 'storm',
  shows: 'Concurrent tries of one PIN verify it once, and wrong tries are counted exactly.',
  bar: '1,000 at once: exactly one verification, or exactly three wrong tries and none; every answer is in the log and nothing else',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const notes: string[] = [];
    const [tries, times] = quick ? [100, 1] : [1_000, 3];
    for (const { of, ...mix } of mixes(tries)) {
      let [answered, written] = [0, 0];
      for (let time = 0; time < times; time += 1) {
        const result = await stormOf(await stage(), draw, mix);
        faults.add(result.faults);
        answered += result.answered;
        written += result.written;
      }
      notes.push(formatMix(of, { tries: tries * times, answered, written }));
    }
    if (!quick) {
      const embedded = await embeddedStorms(tries);
      faults.add(embedded.faults);
      notes.push(...embedded.notes);
    }
    return {
      size: `${times * 4} storms of ${count(tries)} in memory, each in its own order${quick ? '' : '; 2 on the embedded DynamoDB'}`,
      result: `${faults}`,
      passed: faults.none(),
      notes,
    };
  },
};

type Totals = { tries: number; answered: number; written: number };

const formatMix = (of: string, { tries, answered, written }: Totals): string => {
  const others =
    tries === answered
      ? ''
      : '; the rest lost the optimistic-concurrency race each time, were refused and wrote nothing';
  return `${of}: of ${count(tries)} tries ${count(answered)} were answered by ${count(written)} events${others}`;
};
