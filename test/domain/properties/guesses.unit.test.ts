import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../kit/sample.ts';
import { type Asked, simulatedLine } from '../../verification/attack/line.ts';
import { DAY, limitsOf, START, YEAR } from '../../verification/attack/scenarios.ts';

const acts = fc.record({
  act: fc.constantFrom(
    'guess',
    'guess',
    'guess',
    'guess',
    'owner',
    'reenable',
    'authenticator',
    'thief',
  ),
  gap: fc.integer({ min: 1, max: 3 * DAY }),
  tries: fc.integer({ min: 0, max: 4 }),
});

type Act = { act: string; gap: number; tries: number };

/** The times of the guesses by which a stranger would have been verified, had they been right. */
const guessesOf = (sequence: readonly Act[]): number[] => {
  const line = simulatedLine(1, limitsOf(6), START);
  let now = START;
  const guesses: number[] = [];
  const guess = (asked: Asked, tries: number) => {
    if (typeof asked !== 'object' || 'until' in asked) return;
    for (let tried = 0; tried < tries; tried += 1) {
      now += 1000;
      const { type, data } = line.types(0, asked.contactId, false, now);
      const wasChecked = type === 'PinRejected' && data.reason === 'wrong';
      if (wasChecked && !(asked.kind === 'code' && data.means === 'both')) guesses.push(now);
    }
  };
  /** A call by somebody with the authenticator: the owner, or a thief who has to guess the PIN. */
  const withCode = (isOwner: boolean, tries: number) => {
    const asked = line.ask(0, now);
    if (typeof asked !== 'object' || 'until' in asked) return;
    if (asked.kind === 'PIN' && !isOwner) return guess(asked, tries);
    // Each code is of a later step than the one before.
    now += asked.kind === 'PIN' ? 10_000 : 31_000;
    if (line.types(0, asked.contactId, true, now).type !== 'CodeAccepted') return;
    const second = line.ask(0, now, asked.contactId);
    if (isOwner) line.types(0, asked.contactId, true, now);
    else guess(second, tries);
  };
  for (const { act, gap, tries } of sequence) {
    now += gap;
    if (act === 'reenable') line.reenable(0, now);
    if (act === 'authenticator') line.enrollAuthenticator(0, now);
    if (act === 'guess') guess(line.ask(0, now), tries);
    if (act === 'owner' || act === 'thief') withCode(act === 'owner', tries);
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
