import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import type { OutsideCall } from '../outside.ts';
import { askers, type Case, codes, resendAndType, verifiers } from '../schedules/cases.ts';
import { mixed } from '../schedules/mixed.ts';
import { everyWay, everyWord, type Played } from '../schedules/run-schedule.ts';
import { stage } from '../stage.ts';
import { tally } from '../tally.ts';

const outside = ({ port }: OutsideCall) => port !== 'system';
const logKeyAndText = ({ port }: OutsideCall) => ['store', 'pinCodes', 'sms'].includes(port);
/** What the callers share: the other calls of a block touch nothing another could change, so their order cannot matter. */
const shared = ({ port }: OutsideCall) => port === 'store' || port === 'sendBudget';

type Row = { of: string; make: () => Promise<Case>; play: (one: Case) => Promise<Played> };

const THREE = ['RRR', 'RWW', 'WWW', 'rrr'];
const TWO_OF_THEM = ['RWW', 'rrr'];
const TWO = ['repeat', 'resend', 'two calls'] as const;
const TRUE_TO_LIFE = 'every way there is, tries after conflicts among the choices';

const enumerated = (quick: boolean): Row[] => [
  ...(quick ? ['RWW'] : TWO_OF_THEM).map((typed) => ({
    of: '3 × 4 calls (directory, log, key, log)',
    make: () => verifiers(typed),
    play: (one: Case) => everyWord(one, 4, outside, quick ? 500 : 1),
  })),
  ...TWO.map((who) => ({
    of: '2 × 6 calls (log, key, log, text, log, log)',
    make: () => askers(who),
    play: (one: Case) => everyWord(one, 6, logKeyAndText, quick ? 20 : 1),
  })),
  ...(quick ? [] : TWO).map((who) => ({
    of: `2 × OneTimePin, its calls to the log and the budget, ${TRUE_TO_LIFE}`,
    make: () => askers(who),
    play: (one: Case) => everyWay(one, shared),
  })),
  {
    of: `2 × VerifyPin, all its calls, ${TRUE_TO_LIFE}`,
    make: () => verifiers('RW'),
    play: (one) => everyWay(one, outside),
  },
  ...(quick ? ['RWW'] : THREE).map((typed) => ({
    of: `3 × VerifyPin, its calls to the log, ${TRUE_TO_LIFE}`,
    make: () => verifiers(typed),
    play: (one: Case) => everyWay(one, shared),
  })),
  { of: `calls to the log, ${TRUE_TO_LIFE}`, make: codes, play: (one) => everyWay(one, shared) },
  {
    of: TRUE_TO_LIFE,
    make: resendAndType,
    play: (one) => everyWay(one, quick ? shared : outside),
  },
];

const told = ({ of }: Row, { name }: Case, { schedules: some, turns, faults }: Played) =>
  `${of}: ${name}: ${count(some)} schedules of ${turns[0]} to ${turns[1]} calls, ${faults}`;

/** Who comes first at which outside call: all orders where they can be counted, random ones where they cannot. */
export const schedules: Check = {
  name: 'schedules',
  shows:
    'Whoever comes first at whichever call, a PIN proves at most once, tries are counted exactly, and the log stays gapless and chained.',
  bar: 'all 34,650 of 3 × 4 and all 924 of 2 × 6, and 20,000 random mixed ones: 0 breaches',
  async run({ seed, quick }) {
    const notes: string[] = [];
    let total = 0;
    let held = true;
    for (const row of enumerated(quick)) {
      const one = await row.make();
      const played = await row.play(one);
      notes.push(told(row, one, played));
      total += played.schedules;
      held &&= played.faults.none();
    }
    const runs = quick ? 40 : 20_000;
    const faults = await randomOnes(runs, seed);
    notes.push(
      `2 to 8 callers who ask, type, wait, resend, set and hang up: ${count(runs)} random, ${faults}`,
    );
    held &&= faults.none();
    return {
      size: `${count(total)} enumerated, ${count(runs)} random`,
      result: held ? '0 breaches' : 'breaches; see the notes',
      held,
      notes,
    };
  },
};

const randomOnes = async (runs: number, seed: number) => {
  const draw = random(seed);
  const set = await stage();
  const faults = tally();
  for (let run = 0; run < runs; run += 1) faults.add(await mixed(set, draw));
  return faults;
};
