import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../kit/sample.ts';
import { type Asked, simulatedLine } from '../../verification/attack/line.ts';
import { DAY, limitsOf, START, YEAR } from '../../verification/attack/scenarios.ts';

const acts = fc.record({
  act: fc.constantFrom('guess', 'guess', 'guess', 'guess', 'owner', 'reenable', 'authenticator', 'thief'),
  gap: fc.integer({ min: 1, max: 3 * DAY }),
  tries: fc.integer({ min: 0, max: 4 }),
});

type Challenge = Extract<Asked, { kind: string }>;
type Act = { act: string; gap: number; tries: number };

/** A line under attack, and the times of the guesses that would have verified a stranger, had they been right. */
const attackedLine = () => {
  const line = simulatedLine(1, limitsOf(6), START);
  const guesses: number[] = [];
  const clock = { now: START };
  const open = (asked: Asked) => (typeof asked === 'object' && 'kind' in asked ? asked : null);
  /** One wrong entry on a call; whether another one can follow. */
  const guessOnce = ({ kind, contactId }: Challenge): boolean => {
    clock.now += 1000;
    const { type, data } = line.types(0, contactId, false, clock.now);
    if (type !== 'PinRejected' || data.reason !== 'wrong') return false;
    if (kind === 'PIN' || data.means !== 'both') guesses.push(clock.now);
    return true;
  };
  const guess = (asked: Asked, tries: number) => {
    const challenge = open(asked);
    let left = challenge ? tries : 0;
    while (challenge && left > 0) left = guessOnce(challenge) ? left - 1 : 0;
  };
  /** The code of a call by somebody with the authenticator; whether a PIN is needed as well. */
  const enterCode = ({ kind, contactId }: Challenge): boolean => {
    // Each code is of a later step than the one before.
    clock.now += kind === 'PIN' ? 10_000 : 31_000;
    return line.types(0, contactId, true, clock.now).type === 'CodeAccepted';
  };
  const owner = () => {
    const challenge = open(line.ask(0, clock.now));
    if (!challenge || !enterCode(challenge)) return;
    line.ask(0, clock.now, challenge.contactId);
    line.types(0, challenge.contactId, true, clock.now);
  };
  /** Somebody with the authenticator who has to guess the PIN. */
  const thief = (tries: number) => {
    const challenge = open(line.ask(0, clock.now));
    if (challenge?.kind === 'PIN') guess(challenge, tries);
    else if (challenge && enterCode(challenge)) guess(line.ask(0, clock.now, challenge.contactId), tries);
  };
  const acts: Readonly<Record<string, (tries: number) => void>> = {
    reenable: () => line.reenable(0, clock.now),
    authenticator: () => line.enrollAuthenticator(0, clock.now),
    guess: (tries) => guess(line.ask(0, clock.now), tries),
    owner,
    thief,
  };
  return { acts, clock, guesses };
};

const guessesOf = (sequence: readonly Act[]): number[] => {
  const { acts, clock, guesses } = attackedLine();
  for (const { act, gap, tries } of sequence) {
    clock.now += gap;
    acts[act]?.(tries);
  }
  return guesses;
};

it('no sequence of calls, successes and re-enablings gives a stranger more than a hundred guesses in any 365 days', () => {
  fc.assert(
    fc.property(fc.array(acts, { minLength: 60, maxLength: 260 }), (sequence) => {
      const guesses = guessesOf(sequence);
      for (const time of guesses)
        expect(guesses.filter((other) => other <= time && other > time - YEAR).length).toBeLessThanOrEqual(
          100,
        );
    }),
    { numRuns: runs(120), endOnFailure: true },
  );
});
