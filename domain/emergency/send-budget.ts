import { freeAt, type Send, type Throttle } from './admin/pin-limits.ts';
import type { PinLimits } from './admin/pin-limits-schema.ts';

/** What the whole line has sent: when (ms) each text of the last hour left, and for how many listed administrators that is. */
export type SystemSends = { sends: readonly number[]; admins: number };

export const NO_SENDS: SystemSends = { sends: [], admins: 0 };

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Texts an hour for the whole line: 30, or two for each administrator when that is more (ADR 0010). */
export const hourlyBudget = (limits: PinLimits, admins: number): number =>
  Math.max(limits.sendsPerHour, limits.sendsPerHourAndAdmin * admins);

/** A text of the last 24 hours went unproven: a spoofer's, perhaps. Such an administrator is not served from the reserve. */
const hasUnprovenText = (sends: readonly Send[], now: number): boolean =>
  sends.some(({ at, text, proven }) => text && !proven && at > now - DAY);

/**
 * Why the line as a whole sends no further text, or null. The last fifth of the budget is kept for administrators whose
 * texts of the day were all proven, or who had none: else who spoofs many numbers empties it for everybody.
 */
export const systemThrottle = (
  limits: PinLimits,
  own: readonly Send[],
  { sends, admins }: SystemSends,
  now: number,
): Throttle | null => {
  const budget = hourlyBudget(limits, admins);
  const reserve = hasUnprovenText(own, now) ? Math.ceil((budget * limits.reservePercent) / 100) : 0;
  const until = freeAt(sends, now, HOUR, budget - reserve);
  return until === null ? null : { scope: 'system', until };
};
