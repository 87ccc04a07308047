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

type Act = { act: string; gap: number; tries: number };

/** A line under attack, and the times of the guesses that would have verified a stranger, had they been right. */
const attackedLine = () => {
  const line = simulatedLine(1, limitsOf(6), START);
  const guesses: number[] = [];
  const clock = { now: START };
  const open = (asked: Asked) => (typeof asked === 'object' && 'kind' in asked ? asked : null);
  const guess = (asked: Asked, tries: number) => {
    const challenge = open(asked);
    for (let tried = 0; challenge && tried < tries; tried += 1) {
      clock.now += 1000;
      const { type, data } = line.types(0, challenge.contactId, false, clock.now);
      if (type !== 'PinRejected' || data.reason !== 'wrong') return;
      if (challenge.kind === 'PIN' || data.means !== 'both') guesses.push(clock.now);
    }
  };
  /** A call by somebody with the authenticator: the owner, or a thief who has to guess the PIN. */
  const withCode = (isOwner: boolean, tries: number) => {
    const challenge = open(line.ask(0, clock.now));
    if (!challenge) return;
    if (challenge.kind === 'PIN' && !isOwner) return guess(challenge, tries);
    // Each code is of a later step than the one before.
    clock.now += challenge.kind === 'PIN' ? 10_000 : 31_000;
    if (line.types(0, challenge.contactId, true, clock.now).type !== 'CodeAccepted') return;
    const second = line.ask(0, clock.now, challenge.contactId);
    if (isOwner) line.types(0, challenge.contactId, true, clock.now);
    else guess(second, tries);
  };
  const acts: Readonly<Record<string, (tries: number) => void>> = {
    reenable: () => line.reenable(0, clock.now),
    authenticator: () => line.enrollAuthenticator(0, clock.now),
    guess: (tries) => guess(line.ask(0, clock.now), tries),
    owner: (tries) => withCode(true, tries),
    thief: (tries) => withCode(false, tries),
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
