import type { AdminEvent } from '../../../domain/emergency/admin/events.ts';
import type { Asked, SimulatedLine } from './line.ts';

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
  whenStopped: 'give-up' | 'reenabled' | 'go-on';
  /** Calls this often (ms) whatever the line answers; as soon as the line allows it when left out. */
  every?: number;
};

/** A try takes this long. */
const SECOND = 1000;

/** One call as soon as the line allows it: asks, guesses (never the same PIN twice in a call), and notes when to come again. */
const strike = (line: SimulatedLine, victim: Target, manner: Manner): void => {
  const calledAt = victim.nextAt;
  const asked = line.ask(victim.index, calledAt);
  if (asked === 'stopped') stopped(line, victim, manner);
  else if ('until' in asked) victim.nextAt = asked.until;
  else answered(line, victim, manner, asked);
  if (manner.every !== undefined) victim.nextAt = Math.max(victim.nextAt, calledAt + manner.every);
};

/** Guesses at what was asked for. Whoever finds the code of a blocked authenticator goes on with the PIN. */
const answered = (line: SimulatedLine, victim: Target, manner: Manner, asked: Challenge): void => {
  if (asked.kind === 'PIN') victim.texts += 1;
  if (guess(line, victim, manner, asked) !== 'CodeAccepted') return;
  const second = line.ask(victim.index, victim.nextAt, asked.contactId);
  if (typeof second === 'object' && 'kind' in second) answered(line, victim, manner, second);
};
type Challenge = Extract<Asked, { contactId: string }>;

/** All the tries that one text or code allows; what the last became. */
const guess = (line: SimulatedLine, victim: Target, manner: Manner, { contactId, kind }: Challenge) => {
  const space = 10 ** manner.digits;
  let last: AdminEvent['type'] | null = null;
  const pin = Math.floor(manner.fraction() * space);
  const first = Math.floor(manner.fraction() * space);
  for (let tried = 0; tried < manner.tries; tried += 1) {
    victim.nextAt += SECOND;
    const right = (first + tried) % space === pin;
    const event = line.types(victim.index, contactId, right, victim.nextAt);
    last = event.type;
    count(victim, event, kind);
    if (isOver(event, kind)) break;
  }
  victim.nextAt += SECOND;
  return last;
};

/** An entry that was checked is a guess, unless it was a code that would not have authenticated alone. */
const count = (victim: Target, { type, data }: AdminEvent, kind: Challenge['kind']): void => {
  if (type === 'PinVerified') victim.broken += 1;
  const isChecked = type === 'PinVerified' || (type === 'PinRejected' && data.reason === 'wrong');
  const isPowerless = kind === 'code' && type === 'PinRejected' && data.means === 'both';
  victim.guesses += isChecked && !isPowerless ? 1 : 0;
};

const isOver = ({ type, data }: AdminEvent, kind: Challenge['kind']): boolean =>
  type !== 'PinRejected' || data.reason !== 'wrong' || (kind === 'PIN' && data.stopped);

const stopped = (line: SimulatedLine, victim: Target, { whenStopped }: Manner) => {
  if (whenStopped === 'give-up') victim.done = true;
  if (whenStopped === 'reenabled') line.reenable(victim.index, victim.nextAt);
  // The year may be used up, so that re-enabling was refused.
  victim.nextAt += HOUR;
};
const HOUR = 3_600_000;

/** Strikes whichever target can be struck soonest, until `end` (ms) or until none is left. */
export const attack = (line: SimulatedLine, targets: Target[], end: number, manner: Manner): void => {
  for (;;) {
    const open = targets.filter(({ done, nextAt }) => !done && nextAt < end);
    const [next] = open.sort((a, b) => a.nextAt - b.nextAt || a.index - b.index);
    if (!next) return;
    strike(line, next, manner);
  }
};
