import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { waitAfter } from '../../domain/emergency/admin/pin-limits.ts';
import {
  askForPin,
  enroll,
  iso,
  limits,
  newPin,
  pinRefused,
  pinRejected,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const generous = limits({ sendsPerTenMinutes: 20, sendsPerDay: 50 });
const HOUR = 3600;

/** The n-th PIN, an hour after the one before it, and one wrong try. */
const failedPin = (n: number): AdminCommand[] => [
  ...newPin(n, n * HOUR, { limits: generous }),
  type('wrong', n * HOUR + 1, { contactId: `call-${n}`, limits: generous }),
];
const failed = (count: number) =>
  given(admin, ...played(admin, enroll(), ...Array.from({ length: count }, (_, n) => failedPin(n)).flat()));
const next = (seconds: number) =>
  askForPin(seconds, { contactId: 'call-next', challengeId: 'pin-next', limits: generous });

describe('the wait after challenges failed in a row', () => {
  it('is none after the first and second, then thirty seconds doubling up to an hour', () => {
    const seconds = Array.from({ length: 14 }, (_, count) => waitAfter(limits(), count) / 1000);
    expect(seconds).toStrictEqual([0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]);
    expect(waitAfter(limits(), 5000)).toBe(HOUR * 1000);
  });

  it('starts with the third challenge, and delays the next PIN to the millisecond', () => {
    expect(failed(2).state.waitUntil).toBe(0);
    const third = failed(3);
    const end = 2 * HOUR + 31;
    expect(third.when(next(end)).decided.type).toBe('PinIssued');
    third.when(next(end - 0.001)).thenExpect(pinRefused('throttled', 'wait', iso(end)));
  });

  it('doubles with the next challenge', () => {
    const wrong = type('wrong', 3 * HOUR + 1, { contactId: 'call-3', limits: generous });
    given(admin, ...played(admin, enroll(), ...[0, 1, 2].flatMap(failedPin), ...newPin(3, 3 * HOUR)))
      .when(wrong)
      .thenExpect(
        pinRejected('wrong', {
          challengeId: 'pin-3',
          triesLeft: 2,
          failures: 4,
          waitUntil: iso(3 * HOUR + 61),
        }),
      );
  });

  it('counts a challenge once, however many tries failed against it', () => {
    const again = [2, 3].map((second) => type('wrong', second, { limits: generous }));
    const once = given(admin, ...played(admin, enroll(), ...newPin(1, 0), type('wrong', 1), ...again));
    expect(once.state).toMatchObject({ failures: 3, failedChallenges: 1, waitUntil: 0 });
  });

  it('does not count challenges without an entry in time', () => {
    const silent = [type('no-input', 1), type('wrong', 31)];
    const { state } = given(admin, ...played(admin, enroll(), ...newPin(1, 0), ...silent));
    expect(state).toMatchObject({ failedChallenges: 0, failures: 0 });
  });

  it('does not change the tries of the open challenge: only the next PIN waits', () => {
    const right = type('right', 2 * HOUR + 2, { contactId: 'call-2', limits: generous });
    expect(failed(3).when(right).decided.type).toBe('PinVerified');
  });

  it('ends with the correct PIN', () => {
    const verified = [...[0, 1, 2].flatMap(failedPin), type('right', 2 * HOUR + 2, { contactId: 'call-2' })];
    const { state, when } = given(admin, ...played(admin, enroll(), ...verified));
    expect(state).toMatchObject({ waitUntil: 0, failedChallenges: 0 });
    expect(when(next(2 * HOUR + 3)).decided.type).toBe('PinIssued');
  });

  it('follows the configuration', () => {
    const changed = limits({ failedChallengesBeforeWait: 1, firstWaitSeconds: 5, longestWaitSeconds: 12 });
    expect([0, 1, 2, 3, 4].map((count) => waitAfter(changed, count))).toStrictEqual([
      0, 5000, 10_000, 12_000, 12_000,
    ]);
  });
});
