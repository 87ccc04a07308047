import { random } from '../../kit/random.ts';
import { attack, type Manner, type Target, target } from './attacker.ts';
import { simulatedLine } from './line.ts';
import { isServed } from './owner.ts';
import { DAY, HOUR, limitsOf, MINUTE, START } from './scenarios.ts';

const SIX = 6;
const CALL = 15_000;

/** How an administrator is attacked. */
type Pattern = {
  /** When the owner gets an authenticator, in milliseconds after the start; null: never. */
  authenticatorAfter: number | null;
  tries: number;
  whenStopped: Manner['whenStopped'];
  /** Time between two calls of the attacker; null: as soon as the line allows one. */
  every: number | null;
};
type Outcome = { guesses: number; texts: number; broken: number; calls: number; served: number };

const mannerOf = ({ tries, whenStopped, every }: Pattern) => ({
  tries,
  whenStopped,
  ...(every === null ? {} : { every }),
});
/** Until there is an authenticator, PINs are guessed as fast as the line allows. */
const FULL_RATE = { tries: 3, whenStopped: 'go-on' } as const;

/** One administrator is attacked for so long while its owner calls once in each `between` (ms), at any time in it. Counts the calls since there was an authenticator. */
export const attacked = (pattern: Pattern, length: number, between: number, seed: number): Outcome => {
  const { authenticatorAfter } = pattern;
  const { fraction, below } = random(seed);
  const line = simulatedLine(1, limitsOf(SIX), START);
  const victim: Target = target(0, START);
  const enrollAt = authenticatorAfter === null ? START : START + authenticatorAfter;
  const until = (at: number) =>
    attack(line, [victim], at, {
      digits: SIX,
      fraction,
      ...(at <= enrollAt && at > START ? FULL_RATE : mannerOf(pattern)),
    });
  const outcome = { calls: 0, served: 0 };
  for (let from = START; from < START + length; from += between) {
    if (authenticatorAfter !== null && from === enrollAt) {
      until(from);
      line.enrollAuthenticator(0, from);
    }
    const at = from + below(between - 5 * MINUTE);
    const isVerified = isServed({ line, index: 0, at, fraction: fraction(), until });
    if (from < enrollAt) continue;
    outcome.served += Number(isVerified);
    outcome.calls += 1;
  }
  const { guesses, texts, broken } = victim;
  return { ...outcome, guesses, texts, broken };
};

/** What is guessed within a year, the owner calling once a day. `tries` and the pace are those that guess most. */
export const GUESSING: Readonly<Record<string, Pattern>> = {
  'PINs, the owner verified daily': { authenticatorAfter: null, tries: 3, whenStopped: 'go-on', every: null },
  'PINs, re-enabled at once after each block': {
    authenticatorAfter: null,
    tries: 3,
    whenStopped: 'reenabled',
    every: null,
  },
  'codes, the owner verified daily': { authenticatorAfter: 0, tries: 3, whenStopped: 'go-on', every: HOUR },
  'one code a call, the owner verified daily': {
    authenticatorAfter: 0,
    tries: 1,
    whenStopped: 'go-on',
    every: HOUR,
  },
  'PINs for a month, then codes': {
    authenticatorAfter: 30 * DAY,
    tries: 3,
    whenStopped: 'go-on',
    every: HOUR,
  },
};

/** What keeps the owner of a number and an authenticator from being verified; the attack goes on all the time. */
export const BLOCKING: Readonly<Record<string, Pattern>> = {
  'a call each 15 s, nothing entered': {
    authenticatorAfter: 0,
    tries: 0,
    whenStopped: 'go-on',
    every: CALL,
  },
  'PINs to the block, then an authenticator and calls each 15 s': {
    authenticatorAfter: 2 * DAY,
    tries: 0,
    whenStopped: 'go-on',
    every: CALL,
  },
  'codes to the block and on': { authenticatorAfter: 0, tries: 3, whenStopped: 'go-on', every: CALL },
  'PINs to the block, then codes to the block and on': {
    authenticatorAfter: 2 * DAY,
    tries: 3,
    whenStopped: 'go-on',
    every: CALL,
  },
};

/** The same against an owner without an authenticator. */
export const TEXTS_ALONE: Readonly<Record<string, Pattern>> = {
  'a call each 15 s, nothing entered': {
    authenticatorAfter: null,
    tries: 0,
    whenStopped: 'go-on',
    every: CALL,
  },
  'PINs as fast as the line allows, to the block': {
    authenticatorAfter: null,
    tries: 3,
    whenStopped: 'go-on',
    every: null,
  },
};
