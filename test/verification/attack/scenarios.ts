import { type PinLimits, pinLimitsSchema } from '../../../domain/emergency/admin/pin-limits.ts';
import { random } from '../../kit/random.ts';
import { attack, type Manner, type Target, target } from './attacker.ts';
import { type SimulatedLine, simulatedLine } from './line.ts';

export const START = Date.UTC(2026, 0, 1);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const YEAR = 365 * DAY;
export const ADMINISTRATORS = 20;

export const limitsOf = (digits: number): PinLimits => pinLimitsSchema().parse({ length: digits });
const everybody = () => Array.from({ length: ADMINISTRATORS }, (_, index) => target(index, START));
const sum = (targets: Target[], count: (one: Target) => number) =>
  targets.reduce((total, one) => total + count(one), 0);

export type Guessing = { digits: number; runs: number; guesses: number; texts: number; broken: number };

/** Everybody is attacked at full rate for so long, so many times over; what all runs came to together. */
export const guessing = (
  digits: number,
  runs: number,
  seed: number,
  length: number,
  whenStopped: Manner['whenStopped'],
): Guessing => {
  const total: Guessing = { digits, runs, guesses: 0, texts: 0, broken: 0 };
  const { fraction } = random(seed + digits);
  for (let run = 0; run < runs; run += 1) {
    const targets = everybody();
    const line = simulatedLine(ADMINISTRATORS, limitsOf(digits), START);
    attack(line, targets, START + length, { digits, tries: 3, fraction, whenStopped });
    total.guesses += sum(targets, ({ guesses }) => guesses);
    total.texts += sum(targets, ({ texts }) => texts);
    total.broken += sum(targets, ({ broken }) => broken);
  }
  return total;
};

/** Calls of the real administrator, verified or not. */
const callOf = (line: SimulatedLine, index: number, at: number): boolean => {
  const asked = line.ask(index, at);
  return (
    typeof asked === 'object' &&
    'contactId' in asked &&
    line.types(index, asked.contactId, true, at + 8000).type === 'PinVerified'
  );
};

export type Others = { spoofed: number; calls: number; served: number };

/** So many of twenty are attacked without end while each of the others calls once a day, at any time; who of them was served. */
export const othersServed = (spoofed: number, days: number, seed: number): Others => {
  const { fraction, below } = random(seed);
  const line = simulatedLine(ADMINISTRATORS, limitsOf(6), START);
  const victims = everybody().slice(0, spoofed);
  const manner = { digits: 6, tries: 3, fraction, whenStopped: 'reenabled' } as const;
  const calls = Array.from({ length: days }, (_, day) =>
    Array.from({ length: ADMINISTRATORS - spoofed }, (_, other) => ({
      index: spoofed + other,
      at: START + day * DAY + below(DAY - MINUTE),
    })),
  ).flat();
  let served = 0;
  for (const { index, at } of calls.sort((a, b) => a.at - b.at)) {
    attack(line, victims, at, manner);
    served += Number(callOf(line, index, at));
  }
  return { spoofed, calls: calls.length, served };
};

/** Milliseconds until the victim of an attack that has lasted so long and then ends can be texted a PIN; null: not by itself. */
export const recovery = (lasted: number, tries: number): number | null => {
  const line = simulatedLine(ADMINISTRATORS, limitsOf(6), START);
  const { fraction } = random(lasted);
  attack(line, [target(0, START)], START + lasted, { digits: 6, tries, fraction, whenStopped: 'give-up' });
  let at = START + lasted;
  for (;;) {
    const asked = line.ask(0, at);
    if (asked === 'stopped') return null;
    if (!('until' in asked)) return at - START - lasted;
    at = asked.until;
  }
};
