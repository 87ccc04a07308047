import type { PinLimits } from './pin-limits-schema.ts';

/** Milliseconds to wait after the `count`-th failed challenge in a row: 0, 0, then 30 s doubling up to an hour. */
export const waitAfter = (limits: PinLimits, count: number): number => {
  const over = count - limits.failedChallengesBeforeWait;
  if (over < 0) return 0;
  return Math.min(limits.firstWaitSeconds * 2 ** over, limits.longestWaitSeconds) * 1000;
};

/** A text sent or a code requested, at a time in milliseconds on one call. `proven`: that call was then verified. */
export type Send = { at: number; contactId: string; text: boolean; proven: boolean };

const TEN_MINUTES = 600_000;
const DAY = 86_400_000;

/** The sends of the last day, which still count at `now`. */
export const recentSends = (sends: readonly Send[], now: number): Send[] =>
  sends.filter((send) => send.at > now - DAY);

/** The time at which one more is allowed, of `most` within `window` (ms); null when it is allowed now. `times`: oldest first. */
export const freeAt = (
  times: readonly number[],
  now: number,
  window: number,
  most: number,
): number | null => {
  const within = times.filter((at) => at > now - window);
  const oldest = within[within.length - most];
  return oldest === undefined ? null : oldest + window;
};

export type Throttle = {
  scope: 'contact' | 'ten-minutes' | 'day' | 'wait' | 'system';
  /** Milliseconds; null when waiting in this call does not help. */
  until: number | null;
};

/** The tries of a PIN sent now: a single one when it is the last resort of a day whose texts are used up. */
export const triesOfNext = (limits: PinLimits, sends: readonly Send[], now: number): number => {
  return freeAt(textsOf(sends), now, DAY, limits.sendsPerDay) === null ? limits.triesPerChallenge : 1;
};

const textsOf = (sends: readonly Send[]): number[] => sends.filter(({ text }) => text).map(({ at }) => at);

/** The throttle when the day's texts are used up and the last one is too recent for a last resort. */
const dayUsedUp = (limits: PinLimits, sends: readonly Send[], now: number): Throttle | null => {
  const texts = textsOf(sends);
  const day = freeAt(texts, now, DAY, limits.sendsPerDay);
  const lastResort = (texts.at(-1) ?? 0) + limits.lastResortSeconds * 1000;
  return day !== null && now < lastResort ? { scope: 'day', until: Math.min(day, lastResort) } : null;
};

/** The limit that refuses this administrator a challenge now, or null. The day's limit applies to texts only. */
export const throttled = (
  limits: PinLimits,
  sends: readonly Send[],
  waitUntil: number,
  contactId: string,
  now: number,
  factor: 'sms' | 'totp',
): Throttle | null => {
  if (now < waitUntil) return { scope: 'wait', until: waitUntil };
  const day = factor === 'sms' ? dayUsedUp(limits, sends, now) : null;
  if (day) return day;
  const times = sends.map(({ at }) => at);
  const tenMinutes = freeAt(times, now, TEN_MINUTES, limits.sendsPerTenMinutes);
  if (tenMinutes !== null) return { scope: 'ten-minutes', until: tenMinutes };
  const inThisCall = sends.filter((send) => send.contactId === contactId).length;
  return inThisCall >= limits.challengesPerContact ? { scope: 'contact', until: null } : null;
};
