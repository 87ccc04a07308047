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

/** So many at one PIN, at the same time. */
export const storm: Check = {
  name: 'storm',
  shows: 'However many try one PIN at the same time, it proves once, and wrong tries are counted exactly.',
  bar: '1,000 at once: exactly one proof, or exactly three wrong tries and none; every answer stands in the log, nothing else does',
  async run({ seed, quick }) {
    const draw = random(seed);
    const faults = tally();
    const notes: string[] = [];
    const [tries, times] = quick ? [100, 1] : [1_000, 3];
    for (const { of, ...mix } of mixes(tries)) {
      let [answered, written] = [0, 0];
      for (let time = 0; time < times; time += 1) {
        const came = await stormOf(await stage(), draw, mix);
        faults.add(came.faults);
        answered += came.answered;
        written += came.written;
      }
      notes.push(told(of, { tries: tries * times, answered, written }));
    }
    if (!quick) {
      const embedded = await embeddedStorms(tries);
      faults.add(embedded.faults);
      notes.push(...embedded.notes);
    }
    return {
      size: `${times * 4} storms of ${count(tries)} in memory, each in an order of its own${quick ? '' : '; 2 on the embedded DynamoDB'}`,
      result: `${faults}`,
      held: faults.none(),
      notes,
    };
  },
};

type Came = { tries: number; answered: number; written: number };

const told = (of: string, { tries, answered, written }: Came): string => {
  const others =
    tries === answered
      ? ''
      : '; the others, for whom others were faster each time, were refused and left nothing';
  return `${of}: of ${count(tries)} tries ${count(answered)} were answered by ${count(written)} events${others}`;
};
