import { z } from 'zod';

/** The limits that protect the PIN; every default is that of SECURITY 1.3, its source beside it. */
export const pinLimitsSchema = z
  .strictObject({
    /** NIST 800-63B-4 3.1.3.2 asks six. */
    length: z.int().min(4).max(8).default(6),
    /** Counted from the provider's acceptance. Ten minutes is the standard's hard cap. */
    lifeSeconds: z.int().min(30).max(600).default(30),
    /** How long the line waits for the first key. Connect's own bound is 180. */
    keypadSeconds: z.int().min(5).max(180).default(30),
    triesPerChallenge: z.int().min(1).max(3).default(3),
    /** One PIN and one resend in a call. */
    challengesPerContact: z.int().min(1).max(5).default(2),
    sendsPerTenMinutes: z.int().min(1).max(20).default(3),
    sendsPerDay: z.int().min(1).max(50).default(10),
    /** From this many challenges in a row with a wrong PIN on, the next one waits. */
    failedChallengesBeforeWait: z.int().min(1).max(10).default(3),
    firstWaitSeconds: z.int().min(1).max(3600).default(30),
    longestWaitSeconds: z.int().min(1).max(3600).default(3600),
    /** NIST's ceiling is 100 consecutive failures; then the PIN is stopped until re-enabled. */
    failuresBeforeStop: z.int().min(3).max(100).default(50),
    sessionSeconds: z.int().min(30).max(900).default(300),
  })
  .prefault({});
export type PinLimits = z.infer<typeof pinLimitsSchema>;

/** Milliseconds to wait after the `count`-th failed challenge in a row: 0, 0, then 30 s doubling up to an hour. */
export const waitAfter = (limits: PinLimits, count: number): number => {
  const over = count - limits.failedChallengesBeforeWait;
  if (over < 0) return 0;
  return Math.min(limits.firstWaitSeconds * 2 ** over, limits.longestWaitSeconds) * 1000;
};

type Send = { at: number; contactId: string };

const TEN_MINUTES = 600_000;
const DAY = 86_400_000;

/** The sends that still count at `now`. */
export const recentSends = (sends: readonly Send[], now: number): Send[] =>
  sends.filter((send) => send.at > now - DAY);

/** When a further send would be allowed by one window, or null when it is allowed now. */
const freeAt = (sends: readonly Send[], now: number, window: number, most: number): number | null => {
  const within = sends.filter((send) => send.at > now - window);
  const oldest = within[within.length - most];
  return oldest ? oldest.at + window : null;
};

export type Throttle = { scope: 'contact' | 'ten-minutes' | 'day' | 'wait'; until: number | null };

/** Why no PIN may be sent now, or null. `until` is null when waiting in this call does not help. */
export const throttled = (
  limits: PinLimits,
  sends: readonly Send[],
  waitUntil: number,
  contactId: string,
  now: number,
): Throttle | null => {
  if (now < waitUntil) return { scope: 'wait', until: waitUntil };
  const day = freeAt(sends, now, DAY, limits.sendsPerDay);
  if (day !== null) return { scope: 'day', until: day };
  const tenMinutes = freeAt(sends, now, TEN_MINUTES, limits.sendsPerTenMinutes);
  if (tenMinutes !== null) return { scope: 'ten-minutes', until: tenMinutes };
  const inThisCall = sends.filter((send) => send.contactId === contactId).length;
  return inThisCall >= limits.challengesPerContact ? { scope: 'contact', until: null } : null;
};
