/** What decides when the log is signed anew. All in milliseconds. */
export type LogTimes = {
  now: number;
  /** When the last checkpoint was made; null before the first. */
  lastAt: number | null;
  /** Whether there are leaves the last checkpoint does not cover. */
  grew: boolean;
  /** Time of the oldest event of a location or an administrator it does not cover. */
  changedAt: number | null;
};

/** Days in which nobody can take an anchored checkpoint back: seven years. */
export const RETAINED_DAYS = 7 * 366;

/** The longest that an event may stand uncovered, and that the log may be silent: what docs/audit.md promises. */
const CHANGE = 60_000;
const GROWTH = 300_000;
const HEARTBEAT = 86_400_000;

/** The instant by which the next checkpoint must stand. A log without leaves has nothing to sign. */
export const dueBy = ({ lastAt, grew, changedAt }: LogTimes): number => {
  const change = changedAt === null ? Number.POSITIVE_INFINITY : changedAt + CHANGE;
  if (lastAt === null) return grew ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Math.min(change, lastAt + (grew ? GROWTH : HEARTBEAT));
};

/** True when a checkpoint made at the next look, `every` milliseconds from now, would be too late. */
export const isDue = (times: LogTimes, every: number): boolean => times.now + every > dueBy(times);
