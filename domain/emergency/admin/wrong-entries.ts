import type { Means, PinLimits, WrongEntry } from './pin-limits.ts';
import type { AdminState, OpenChallenge } from './state.ts';

const YEAR = 365 * 86_400_000;

/**
 * Wrong entries of an administrator in a year by which one factor alone would have authenticated. With the wrong PINs after a
 * code they are a hundred: six digits are found with a probability of 0.01 % (ADR 0037).
 */
const WRONG_ALONE_PER_YEAR = 80;
/** Wrong PINs in a year after a correct code: a budget of their own, which nobody without the code can use up. */
const WRONG_AFTER_CODE_PER_YEAR = 20;

/** The wrong entries of the last 365 days, which still count at `now`. */
export const recentWrong = (wrong: readonly WrongEntry[], now: number): WrongEntry[] =>
  wrong.filter(({ at }) => at > now - YEAR);

const ofYear = ({ wrong }: AdminState, now: number, means: readonly Means[]): number =>
  recentWrong(wrong, now).filter((entry) => means.includes(entry.means)).length;

/** Whether the year's wrong entries by one factor alone are used up. Neither a success nor a re-enabling refills them. */
export const yearUsedUp = (state: AdminState, now: number): boolean =>
  ofYear(state, now, ['sms', 'totp']) >= WRONG_ALONE_PER_YEAR;

/** The state after one more wrong entry. A code that would not have sufficed alone gave nothing away, and is not counted. */
export const withWrong = (state: AdminState, kind: OpenChallenge['kind'], entry: WrongEntry): AdminState =>
  kind === 'totp' && entry.means === 'both'
    ? state
    : { ...state, wrong: [...recentWrong(state.wrong, entry.at), entry] };

/**
 * Whether a factor is blocked from now on: after too many wrong entries in a row by any factor, or too many by this one in
 * the last 365 days and since the last re-enabling.
 */
export const reachesStop = (
  state: AdminState,
  factor: 'sms' | 'totp',
  limits: PinLimits,
  now: number,
): boolean => {
  const counted = recentWrong(state.wrong, now).filter(
    ({ at, means }) => means === factor && at > state.enabledAt,
  );
  const most = limits.failuresBeforeStop;
  return state.failures >= most || counted.length >= most || yearUsedUp(state, now);
};

/**
 * What a correct entry of this kind does at `now` (ms): `sms` or `totp`, it authenticates alone; `both`, the code and a PIN
 * are needed; null, the administrator is blocked.
 */
export const meansOf = (
  state: AdminState,
  { kind, second = false }: Pick<OpenChallenge, 'kind'> & { second?: boolean },
  now: number,
): Means | null => {
  if (!second) {
    const isBlocked = state.stopped.includes(kind) || yearUsedUp(state, now);
    if (!isBlocked) return kind;
    if (kind === 'sms') return null;
  }
  return ofYear(state, now, ['both']) < WRONG_AFTER_CODE_PER_YEAR ? 'both' : null;
};
