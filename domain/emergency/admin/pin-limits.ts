import * as z from '../../zod.ts';

/** The limits that protect the PIN; docs/security/throttling.md explains each. Values from a standard name it. Built on first use. */
export const pinLimitsSchema = z.once(() =>
  z.prefault(
    z.strictObject({
      length: z.described(
        z._default(z.whole(4, 8), 6),
        'digits of a PIN; NIST 800-63B-4 3.1.3.2 requires six',
      ),
      lifeSeconds: z.described(
        z._default(z.whole(30, 600), 30),
        'seconds for which a PIN is valid, from when the provider accepted its text; NIST 800-63B-4 allows ten minutes',
      ),
      keypadSeconds: z.described(z._default(z.whole(5, 180), 30), 'seconds to press the first key'),
      triesPerChallenge: z.described(
        z._default(z.whole(1, 3), 3),
        'tries for one PIN, or one code that was asked for',
      ),
      challengesPerContact: z.described(
        z._default(z.whole(1, 5), 2),
        'PINs, or requests for a code, in one call',
      ),
      sendsPerTenMinutes: z.described(
        z._default(z.whole(1, 20), 3),
        'texts to one administrator in ten minutes',
      ),
      sendsPerDay: z.described(z._default(z.whole(1, 50), 10), 'texts to one administrator in 24 hours'),
      lastResortSeconds: z.described(
        z._default(z.whole(600, 86_400), 3600),
        'when the texts of the day are used up: seconds after the last one until one more is sent, for a single try; 86400 disables it',
      ),
      sendsPerHour: z.described(
        z._default(z.whole(5, 10_000), 30),
        'texts of the whole line in an hour, unless sendsPerHourAndAdmin gives more',
      ),
      sendsPerHourAndAdmin: z.described(
        z._default(z.whole(0, 20), 2),
        'texts of the whole line in an hour for each administrator, when that gives more than sendsPerHour',
      ),
      reservePercent: z.described(
        z._default(z.whole(0, 50), 20),
        'part of the line’s texts, in per cent, that is reserved for administrators without unverified texts',
      ),
      failedChallengesBeforeWait: z.described(
        z._default(z.whole(1, 10), 3),
        'challenges in a row with a wrong entry, after which the next one must wait',
      ),
      firstWaitSeconds: z.described(
        z._default(z.whole(1, 3600), 30),
        'seconds of the first wait; each later one is twice as long',
      ),
      longestWaitSeconds: z.described(z._default(z.whole(1, 3600), 3600), 'seconds of the longest wait'),
      failuresBeforeStop: z.described(
        z._default(z.whole(3, 100), 50),
        'wrong entries in a row, or by one factor in a year, after which the factor is blocked; NIST 800-63B-4 3.2.2 allows at most 100',
      ),
      sessionSeconds: z.described(
        z._default(z.whole(30, 900), 300),
        'seconds after the verification in which changes can be made',
      ),
      onCarrierChange: z.described(
        z._default(z.enum(['refuse', 'allow']), 'refuse'),
        'what is done when a number has moved to another carrier since it was enrolled, so that it may be in another’s phone',
      ),
      changesPerSession: z.described(z._default(z.whole(1, 100), 10), 'changes in one verified call'),
    }),
    {},
  ),
);
export type PinLimits = z.infer<ReturnType<typeof pinLimitsSchema>>;

/** Milliseconds to wait after the `count`-th failed challenge in a row: 0, 0, then 30 s doubling up to an hour. */
export const waitAfter = (limits: PinLimits, count: number): number => {
  const over = count - limits.failedChallengesBeforeWait;
  if (over < 0) return 0;
  return Math.min(limits.firstWaitSeconds * 2 ** over, limits.longestWaitSeconds) * 1000;
};

/** A text sent at a time in milliseconds on one call. `second`: after a correct code. `proven`: that call was then verified. */
export type Send = { at: number; contactId: string; second: boolean; proven: boolean };

/** What authenticates a caller: a PIN by text, a code of an authenticator app, or a code and then a PIN. */
export const MEANS = ['sms', 'totp', 'both'] as const;
export type Means = (typeof MEANS)[number];

/** A wrong entry that would have authenticated the caller by these means; `at` in milliseconds. */
export type WrongEntry = { at: number; contactId: string; means: Means };

const TEN_MINUTES = 600_000;
const DAY = 86_400_000;

/** The sends of the last day, which still count at `now`. */
export const recentSends = (sends: readonly Send[], now: number): Send[] =>
  sends.filter((send) => send.at > now - DAY);

/**
 * The time at which one more is allowed, of `most` within `window` (ms); null when it is allowed now. `times` in any order: each
 * is of its writer's clock.
 */
export const freeAt = (
  times: readonly number[],
  now: number,
  window: number,
  most: number,
): number | null => {
  const within = times.filter((at) => at > now - window).toSorted((a, b) => a - b);
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
  return freeAt(timesOf(sends), now, DAY, limits.sendsPerDay) === null ? limits.triesPerChallenge : 1;
};

const timesOf = (sends: readonly Send[]): number[] => sends.map(({ at }) => at);

/** The throttle when the day's texts are used up and the last one is too recent for a last resort. */
const dayUsedUp = (limits: PinLimits, sends: readonly Send[], now: number): Throttle | null => {
  const texts = timesOf(sends);
  const day = freeAt(texts, now, DAY, limits.sendsPerDay);
  const lastResort = Math.max(0, ...texts) + limits.lastResortSeconds * 1000;
  return day !== null && now < lastResort ? { scope: 'day', until: Math.min(day, lastResort) } : null;
};

/** The limit that refuses this administrator a text now, or null. */
export const throttled = (
  limits: PinLimits,
  sends: readonly Send[],
  waitUntil: number,
  contactId: string,
  now: number,
): Throttle | null => {
  if (now < waitUntil) return { scope: 'wait', until: waitUntil };
  const day = dayUsedUp(limits, sends, now);
  if (day) return day;
  const tenMinutes = freeAt(timesOf(sends), now, TEN_MINUTES, limits.sendsPerTenMinutes);
  if (tenMinutes !== null) return { scope: 'ten-minutes', until: tenMinutes };
  const inThisCall = sends.filter((send) => send.contactId === contactId).length;
  return inThisCall >= limits.challengesPerContact ? { scope: 'contact', until: null } : null;
};
