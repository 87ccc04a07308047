import { freeAt, type PinLimits, type Send, type Throttle } from './admin/pin-limits.ts';

/** The texts of the whole line: the times of those of the last hour (ms), and the number of enrolled administrators. */
export type SystemSends = { sends: readonly number[]; admins: number };

export const NO_SENDS: SystemSends = { sends: [], admins: 0 };

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Texts an hour for the whole line: 30, or two for each administrator when that is more (ADR 0010). */
export const hourlyBudget = (limits: PinLimits, admins: number): number =>
  Math.max(limits.sendsPerHour, limits.sendsPerHourAndAdmin * admins);

/** True when a text of the last 24 hours was never verified (perhaps a spoofer's): the reserve is not available then. */
const hasUnverifiedText = (sends: readonly Send[], now: number): boolean =>
  sends.some(({ at, proven }) => !proven && at > now - DAY);

/**
 * The throttle when the line's send budget is used up, or null. A part (`reservePercent`) is reserved for administrators
 * without unverified texts that day, so that spoofing many numbers cannot exhaust the budget for everybody.
 */
export const systemThrottle = (
  limits: PinLimits,
  own: readonly Send[],
  { sends, admins }: SystemSends,
  now: number,
): Throttle | null => {
  const budget = hourlyBudget(limits, admins);
  const reserve = hasUnverifiedText(own, now) ? Math.ceil((budget * limits.reservePercent) / 100) : 0;
  const until = freeAt(sends, now, HOUR, budget - reserve);
  return until === null ? null : { scope: 'system', until };
};
