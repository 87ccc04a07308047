import type { SimulatedLine } from './line.ts';

/** Longest time (ms) in which an owner who calls is to be served. */
const PATIENCE = 120_000;
/** From the request to the last digit: a text arrives and is typed, or the app shows a new code and it is typed. */
const TYPING = 12_000;
const AGAIN = 15_000;
/** A code read at any time is stale when it is typed, one time in three; the next code is entered on the same call. */
const STALE = 1 / 3;

type Attempt = {
  line: SimulatedLine;
  index: number;
  at: number;
  /** From 0 to below 1. */
  fraction: number;
  /** Lets everything happen that others do until then. */
  until(at: number): void;
};

/** The real administrator calls, and again while the line refuses; whether an entry verified within two minutes. */
export const isServed = (attempt: Attempt): boolean => {
  const latest = attempt.at + PATIENCE;
  for (let now = attempt.at; now < latest; now += AGAIN) {
    const { verified, at } = oneCall(attempt, now);
    if (verified) return at <= latest;
    now = at;
  }
  return false;
};

/** One call of the owner, and when it was over. */
const oneCall = (attempt: Attempt, at: number): { verified: boolean; at: number } => {
  const { line, index, fraction, until } = attempt;
  until(at);
  const asked = line.ask(index, at);
  if (typeof asked !== 'object' || 'until' in asked) return { verified: false, at };
  const { contactId } = asked;
  const types = (right: boolean, time: number) => {
    until(time);
    return line.types(index, contactId, right, time).type;
  };
  let now = at + TYPING;
  if (asked.kind === 'code' && fraction < STALE) {
    types(false, now);
    now += 2 * TYPING;
  }
  let outcome = types(true, now);
  if (outcome === 'CodeAccepted' && line.ask(index, now, contactId) !== 'stopped') {
    now += TYPING;
    outcome = types(true, now);
  }
  return { verified: outcome === 'PinVerified', at: now };
};
