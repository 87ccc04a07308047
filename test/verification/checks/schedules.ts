import { random } from '../../kit/random.ts';
import { type Check, count } from '../check.ts';
import type { OutsideCall } from '../outside.ts';
import { askers, type Case, codes, resendAndType, verifiers } from '../schedules/cases.ts';
import { mixed } from '../schedules/mixed.ts';
import { everyInterleaving, everyScheduleOf, type ScheduleRuns } from '../schedules/run-schedule.ts';
import { stage } from '../stage.ts';
import { tally } from '../tally.ts';

const outside = ({ port }: OutsideCall) => port !== 'system';
const logKeyAndText = ({ port }: OutsideCall) => ['store', 'pinCodes', 'sms'].includes(port);
/** What the callers share: the other calls of a block touch nothing another could change, so their order cannot matter. */
const shared = ({ port }: OutsideCall) => port === 'store' || port === 'sendBudget';

type Row = { of: string; make: () => Promise<Case>; play: (one: Case) => Promise<ScheduleRuns> };

const THREE_TRIES = ['RRR', 'RWW', 'WWW', 'rrr'];
const TWO_OF_THEM = ['RWW', 'rrr'];
const TWO = ['repeat', 'resend', 'two calls'] as const;
const EVERY_SCHEDULE = 'every schedule, retries after conflicts included';

const enumerated = (quick: boolean): Row[] => [
  ...(quick ? ['RWW'] : TWO_OF_THEM).map((typed) => ({
    of: '3 × 4 calls (directory, log, key, log)',
    make: () => verifiers(typed),
    play: (one: Case) => everyInterleaving(one, 4, outside, quick ? 500 : 1),
  })),
  ...TWO.map((who) => ({
    of: '2 × 6 calls (log, key, log, text, log, log)',
    make: () => askers(who),
    play: (one: Case) => everyInterleaving(one, 6, logKeyAndText, quick ? 20 : 1),
  })),
  ...(quick ? [] : TWO).map((who) => ({
    of: `2 × OneTimePin, its calls to the log and the budget, ${EVERY_SCHEDULE}`,
    make: () => askers(who),
    play: (one: Case) => everyScheduleOf(one, shared),
  })),
  {
    of: `2 × VerifyPin, all its calls, ${EVERY_SCHEDULE}`,
    make: () => verifiers('RW'),
    play: (one) => everyScheduleOf(one, outside),
  },
  ...(quick ? ['RWW'] : THREE_TRIES).map((typed) => ({
    of: `3 × VerifyPin, its calls to the log, ${EVERY_SCHEDULE}`,
    make: () => verifiers(typed),
    play: (one: Case) => everyScheduleOf(one, shared),
  })),
  { of: `calls to the log, ${EVERY_SCHEDULE}`, make: codes, play: (one) => everyScheduleOf(one, shared) },
  {
    of: EVERY_SCHEDULE,
    make: resendAndType,
    play: (one) => everyScheduleOf(one, quick ? shared : outside),
  },
];

const formatRow = ({ of }: Row, { name }: Case, { schedules: some, turns, faults }: ScheduleRuns) =>
  `${of}: ${name}: ${count(some)} schedules of ${turns[0]} to ${turns[1]} calls, ${faults}`;

/** Orders of the port calls: all of them where they can be enumerated, random ones elsewhere. */
export const schedules: Check = {
  name: 'schedules',
  shows:
    'In every order of the port calls, a PIN is verified at most once, tries are counted exactly, and the log stays gapless and chained.',
  bar: 'all 34,650 of 3 × 4 and all 924 of 2 × 6, and 20,000 random mixed ones: 0 breaches',
  async run({ seed, quick }) {
    const notes: string[] = [];
    let total = 0;
    let passed = true;
    for (const row of enumerated(quick)) {
      const one = await row.make();
      const played = await row.play(one);
      notes.push(formatRow(row, one, played));
      total += played.schedules;
      passed &&= played.faults.none();
    }
    const runs = quick ? 40 : 20_000;
    const faults = await randomOnes(runs, seed);
    notes.push(
      `2 to 8 callers who ask, type, wait, resend, set and hang up: ${count(runs)} random, ${faults}`,
    );
    passed &&= faults.none();
    return {
      size: `${count(total)} enumerated, ${count(runs)} random`,
      result: passed ? '0 breaches' : 'breaches; see the notes',
      passed,
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
