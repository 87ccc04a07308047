import * as z from '../../zod.ts';

/** The limits that protect the PIN; docs/security/throttling.md explains each. Values from a standard name it. */
export const pinLimitsSchema = z.prefault(
  z.strictObject({
    /** NIST 800-63B-4 3.1.3.2 requires six. */
    length: z._default(z.whole(4, 8), 6),
    /** Counted from the provider's acceptance. Ten minutes is the standard's hard cap. */
    lifeSeconds: z._default(z.whole(30, 600), 30),
    /** Time to press the first key. Connect's maximum is 180. */
    keypadSeconds: z._default(z.whole(5, 180), 30),
    triesPerChallenge: z._default(z.whole(1, 3), 3),
    /** One PIN and one resend in a call. */
    challengesPerContact: z._default(z.whole(1, 5), 2),
    sendsPerTenMinutes: z._default(z.whole(1, 20), 3),
    sendsPerDay: z._default(z.whole(1, 50), 10),
    /** When the day's texts are used up: one more this long after the last one, for a single try (ADR 0013). A day disables it. */
    lastResortSeconds: z._default(z.whole(600, 86_400), 3600),
    /** For the whole line: this many, or `sendsPerHourAndAdmin` for each administrator when that is more. */
    sendsPerHour: z._default(z.whole(5, 10_000), 30),
    sendsPerHourAndAdmin: z._default(z.whole(0, 20), 2),
    /** The part of the line's texts reserved for administrators whose texts of the day were all verified. */
    reservePercent: z._default(z.whole(0, 50), 20),
    /** After this many consecutive challenges with a wrong PIN, the next one must wait. */
    failedChallengesBeforeWait: z._default(z.whole(1, 10), 3),
    firstWaitSeconds: z._default(z.whole(1, 3600), 30),
    longestWaitSeconds: z._default(z.whole(1, 3600), 3600),
    /** The administrator is then blocked until re-enabled. NIST 800-63B-4 3.2.2 allows 100 consecutive failures at most. */
    failuresBeforeStop: z._default(z.whole(3, 100), 50),
    sessionSeconds: z._default(z.whole(30, 900), 300),
    /** A number that moved to another carrier since it was enrolled may be somebody else's SIM (NIST 800-63B-4 3.1.3.3). */
    onCarrierChange: z._default(z.enum(['refuse', 'allow']), 'refuse'),
    changesPerSession: z._default(z.whole(1, 100), 10),
  }),
  {},
);
export type PinLimits = z.infer<typeof pinLimitsSchema>;
