import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { attacked, BLOCKING, GUESSING, TEXTS_ALONE } from './attack/patterns.ts';
import { ADMINISTRATORS, DAY, guessing, HOUR, MINUTE, othersServed, recovery, YEAR } from './attack/scenarios.ts';

/**
 * A simulated year against twenty administrators at full rate, over the real rules with a clock of its own. Writes its
 * tables into docs/security/throttling.md: `npx tsx test/verification/simulate-attack.ts [--runs 200] [--seed 20261122]`.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string', default: '20261122' } },
});
const runs = Number(values.runs);
const seed = Number(values.seed);

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const small = (share: number) => `${(share * 100).toPrecision(2)} %`;

/** What 1.3 of the standards' page expects of so many guesses, and three standard deviations of it. */
const expected = (guesses: number, digits: number) => {
  const mean = guesses / 10 ** digits;
  return { mean, most: mean + 3 * Math.sqrt(mean) };
};

const untilStopped = () =>
  [4, 5, 6, 8].map((digits) => {
    const { guesses, broken } = guessing(digits, runs, seed, YEAR, 'give-up');
    const { mean, most } = expected(guesses, digits);
    const attacked = runs * ADMINISTRATORS;
    const isWithin = broken <= most ? 'yes' : '**no**';
    return [
      String(digits),
      (guesses / attacked).toFixed(1),
      small(50 / 10 ** digits),
      small(broken / attacked),
      `${broken} of ${guesses} guesses; ${mean.toFixed(1)} expected, at most ${most.toFixed(1)}`,
      isWithin,
    ];
  });

/** 0.01 % for six digits. */
const MOST_GUESSES = 100;
const yearOfGuesses = () =>
  Object.entries(GUESSING).map(([pattern, how]) => {
    const { guesses, broken } = attacked(how, YEAR, DAY, seed);
    const holds = guesses <= MOST_GUESSES ? 'held' : '**broken**';
    return [pattern, String(guesses), `${(guesses / 10_000).toFixed(4)} %`, String(broken), holds];
  });

const share = ({ calls, served }: { calls: number; served: number }) =>
  `${((served / calls) * 100).toFixed(1)} % of ${calls}`;
const blocking = () =>
  Object.entries(BLOCKING).map(([pattern, how]) => {
    const outcome = attacked(how, 18 * DAY, 3 * HOUR, seed);
    return [pattern, share(outcome), outcome.served >= 0.99 * outcome.calls ? 'held' : '**broken**'];
  });
const textsAlone = () =>
  Object.entries(TEXTS_ALONE).map(([pattern, how]) => [
    pattern,
    share(attacked(how, 20 * HOUR, HOUR / 4, seed)),
    share(attacked(how, 20 * DAY, 3 * HOUR, seed)),
  ]);

const others = () =>
  [1, 10, 19].map((spoofed) => {
    const { calls, served } = othersServed(spoofed, 365, seed);
    return [
      String(spoofed),
      String(ADMINISTRATORS - spoofed),
      String(calls),
      `${((served / calls) * 100).toFixed(2)} %`,
    ];
  });

const waited = (milliseconds: number | null) =>
  milliseconds === null ? 'stopped: a second person' : `${Math.ceil(milliseconds / MINUTE)} min`;
const recoveries = () =>
  [0.5, 1, 1.3, 2, 6, 12, 21, 24, 48].map((hours) => [
    `${hours} h`,
    waited(recovery(hours * HOUR, 3)),
    waited(recovery(hours * HOUR, 0)),
  ]);

/** The longest wait after an attack that ended at any minute of the first so many hours. */
const longest = (hours: number, tries: number): string => {
  const waits = Array.from({ length: hours * 60 }, (_, minute) => recovery((minute + 1) * MINUTE, tries));
  const own = waits.flatMap((wait) => wait ?? []);
  return `${Math.ceil(Math.max(...own) / MINUTE)} min`;
};

const report = () =>
  [
    `Seed ${seed}; ${runs} runs of a year for each length, ${ADMINISTRATORS} administrators, all of them attacked at once.`,
    table(
      ['digits', 'guesses until the stop', 'theory', 'broken', 'seen', 'within three sigma'],
      untilStopped(),
    ),
    'One administrator is attacked at full rate for a year. The bar: at most a hundred guesses, 0.01 % with six digits.',
    table(['guessing', 'guesses in the year', 'probability', 'broken', ''], yearOfGuesses()),
    'The owner has a number and an authenticator and calls eight times a day during the attack. The bar: verified within two minutes of the first call in 99 %.',
    table(['blocking', 'served', ''], blocking()),
    'The same for an owner with texts alone, who cannot get past a block:',
    table(['blocking', 'served in the first 20 hours', 'served in 20 days'], textsAlone()),
    `While some of the ${ADMINISTRATORS} are attacked without end for a year, each of the others calls once a day, at any time:`,
    table(['attacked', 'others', 'their calls', 'served'], others()),
    'One is attacked, then the attack ends; so long until the next PIN can be texted, by itself:',
    table(['attack lasted', 'guessing', 'silent calls'], recoveries()),
    `The longest wait after an attack that ended at any minute of its first 21 hours: **${longest(21, 3)}** after guessing, **${longest(21, 0)}** after silent calls.`,
  ].join('\n\n');

const BEGIN = '<!-- simulation: begin (made by test/verification/simulate-attack.ts) -->';
const END = '<!-- simulation: end -->';
const page = new URL('../../docs/security/throttling.md', import.meta.url);
const made = report();
const text = readFileSync(page, 'utf8');
const [before] = text.split(BEGIN);
const [, after] = text.split(END);
writeFileSync(page, `${before}${BEGIN}\n\n${made}\n\n${END}${after}`);
console.log(made);
