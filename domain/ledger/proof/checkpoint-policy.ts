import { isAhead } from '../clock.ts';

/** The inputs to the decision when the next checkpoint is due. Times in milliseconds. */
export type LogTimes = {
  now: number;
  /** Time of the last checkpoint; null before the first. */
  lastAt: number | null;
  /** True when the last checkpoint does not cover every leaf. */
  grew: boolean;
  /** Time of the oldest uncovered event of a location or an administrator; null without one. */
  changedAt: number | null;
};

/** Retention of anchored checkpoints under Object Lock, in days: seven years. */
export const RETAINED_DAYS = 7 * 366;

/** The longest an event stays uncovered, and the longest time between checkpoints (docs/audit.md). */
const CHANGE = 60_000;
const GROWTH = 300_000;
const HEARTBEAT = 86_400_000;

/** The time by which the next checkpoint is due. A log without leaves has nothing to sign. */
export const dueBy = ({ lastAt, grew, changedAt }: LogTimes): number => {
  const change = changedAt === null ? Number.POSITIVE_INFINITY : changedAt + CHANGE;
  if (lastAt === null) return grew ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Math.min(change, lastAt + (grew ? GROWTH : HEARTBEAT));
};

/**
 * True when a checkpoint at the next scheduled run, `every` milliseconds from now, would be too late. Nothing waits for a time
 * that a clock ahead has written: it does not say how long ago that was.
 */
export const isDue = (times: LogTimes, every: number): boolean => {
  const { now, lastAt, changedAt } = times;
  return isAhead(lastAt ?? now, now) || isAhead(changedAt ?? now, now) || now + every > dueBy(times);
};
