import type { PinLimits } from '../admin/pin-limits.ts';

/** Higher than any count. */
export const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** Limits that refuse nothing: only what the log itself records is judged, and the configuration is not recorded. */
export const NO_LIMITS: PinLimits = {
  length: 8,
  lifeSeconds: 600,
  keypadSeconds: 180,
  triesPerChallenge: 3,
  challengesPerContact: ANY_NUMBER,
  sendsPerTenMinutes: ANY_NUMBER,
  sendsPerDay: ANY_NUMBER,
  lastResortSeconds: 86_400,
  sendsPerHour: ANY_NUMBER,
  sendsPerHourAndAdmin: 0,
  reservePercent: 0,
  failedChallengesBeforeWait: ANY_NUMBER,
  firstWaitSeconds: 3600,
  longestWaitSeconds: 3600,
  failuresBeforeStop: ANY_NUMBER,
  sessionSeconds: 900,
  onCarrierChange: 'allow',
  changesPerSession: ANY_NUMBER,
};

/** The seconds between two times in milliseconds, within the longest that the configuration allows; null for any other. */
export const secondsUntil = (end: string, at: number, longest: number): number | null => {
  const seconds = (Date.parse(end) - at) / 1000;
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= longest ? seconds : null;
};

/** The numbers from 1 to `last`. */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
