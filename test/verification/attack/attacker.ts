import type { SimulatedLine } from './line.ts';

/** One number the attacker can spoof. `guesses` and `broken` are what came of it so far. */
export type Target = {
  index: number;
  nextAt: number;
  guesses: number;
  texts: number;
  broken: number;
  done: boolean;
};

export const target = (index: number, at: number): Target => ({
  index,
  nextAt: at,
  guesses: 0,
  texts: 0,
  broken: 0,
  done: false,
});

/** What the attacker does with a call: types that many digits' guesses, or nothing at all. */
export type Manner = {
  digits: number;
  tries: number;
  /** A number from 0 to below 1, drawn anew at each call. */
  fraction: () => number;
  whenStopped: 'give-up' | 'reenabled';
};

/** A try takes this long. */
const SECOND = 1000;

/** One call as soon as the line allows it: asks, guesses (never the same PIN twice in a call), and notes when to come again. */
const strike = (line: SimulatedLine, victim: Target, manner: Manner): void => {
  const asked = line.ask(victim.index, victim.nextAt);
  if (asked === 'stopped') stopped(line, victim, manner);
  else if ('until' in asked) victim.nextAt = asked.until;
  else guess(line, victim, manner, asked.contactId);
};

/** All the tries that one text allows. */
const guess = (line: SimulatedLine, victim: Target, manner: Manner, contactId: string): void => {
  victim.texts += 1;
  const space = 10 ** manner.digits;
  const pin = Math.floor(manner.fraction() * space);
  const first = Math.floor(manner.fraction() * space);
  for (let tried = 0; tried < manner.tries; tried += 1) {
    victim.nextAt += SECOND;
    const right = (first + tried) % space === pin;
    const { type, data } = line.types(victim.index, contactId, right, victim.nextAt);
    if (type === 'PinRejected' && data.reason !== 'wrong') break;
    victim.guesses += 1;
    if (type === 'PinVerified') victim.broken += 1;
    if (type === 'PinVerified' || line.isStopped(victim.index)) break;
  }
  victim.nextAt += SECOND;
};

const stopped = (line: SimulatedLine, victim: Target, { whenStopped }: Manner) => {
  if (whenStopped === 'give-up') victim.done = true;
  else line.reenable(victim.index, victim.nextAt);
};

/** Strikes whichever target can be struck soonest, until `end` (ms) or until none is left. */
export const attack = (line: SimulatedLine, targets: Target[], end: number, manner: Manner): void => {
  for (;;) {
    const open = targets.filter(({ done, nextAt }) => !done && nextAt < end);
    const [next] = open.sort((a, b) => a.nextAt - b.nextAt || a.index - b.index);
    if (!next) return;
    strike(line, next, manner);
  }
};
