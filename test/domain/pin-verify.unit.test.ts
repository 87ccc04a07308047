import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { enrolledEntry } from '../../domain/emergency/admin/state.ts';
import {
  askForPin,
  enroll,
  limits,
  newPin,
  pinRejected,
  pinVerified,
  revoke,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const after = (...commands: AdminCommand[]) =>
  given(admin, ...played(admin, enroll(), ...newPin(1, 0), ...commands));

describe('entering the PIN', () => {
  it('verifies the caller and opens a session of five minutes on this call', () => {
    after().when(type('right', 10)).thenExpect(pinVerified(10));
    expect(enrolledEntry(after(type('right', 10)).state)?.session).toMatchObject({
      contactId: 'call-1',
      verifiedAt: type('right', 10).at,
      endsAt: type('right', 310).at,
    });
  });

  it('is accepted until the last millisecond of its lifetime, and not from the next on', () => {
    after().when(type('right', 29.999)).thenExpect(pinVerified(29.999));
    after().when(type('right', 30)).thenExpect(pinRejected('expired'));
    after().when(type('right', 30.001)).thenExpect(pinRejected('expired'));
  });

  it('verifies once: the same PIN again finds no challenge', () => {
    after(type('right', 10))
      .when(type('right', 11))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
  });

  it('verifies only on the call the PIN was issued for', () => {
    after()
      .when(type('right', 10, { contactId: 'call-2' }))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
  });

  it('verifies no administrator who was revoked or never enrolled', () => {
    after(revoke())
      .when(type('right', 10))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
    given(admin)
      .when(type('right', 10))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
  });

  it.each(['wrong', 'malformed'] as const)('is a failed try when it was %s', (typed) => {
    after()
      .when(type(typed, 10))
      .thenExpect(pinRejected(typed, { triesLeft: 2, failures: 1 }));
  });

  it('uses up a try but is no failure when nothing was entered', () => {
    const silent = after(type('no-input', 10));
    after()
      .when(type('no-input', 10))
      .thenExpect(pinRejected('no-input', { triesLeft: 2, failures: 0 }));
    silent.when(type('right', 11)).thenExpect(pinVerified(11, { attempt: 2 }));
    expect(silent.state).toMatchObject({ failures: 0, failedChallenges: 0 });
  });

  it('has three tries; then even the correct PIN is refused', () => {
    const two = [type('wrong', 1), type('no-input', 2)];
    after(...two)
      .when(type('right', 3))
      .thenExpect(pinVerified(3, { attempt: 3 }));
    after(...two)
      .when(type('wrong', 3))
      .thenExpect(pinRejected('wrong', { triesLeft: 0, failures: 2 }));
    after(...two, type('wrong', 3))
      .when(type('right', 4))
      .thenExpect(pinRejected('exhausted', { failures: 2 }));
  });

  it.each([1, 2, 3])('has as many tries as configured: %i', (triesPerChallenge) => {
    const few = { limits: limits({ triesPerChallenge }) };
    const used = Array.from({ length: triesPerChallenge }, (_, n) => type('wrong', n + 1, few));
    after(...used.slice(1))
      .when(type('right', 9, few))
      .thenExpect(pinVerified(9, { attempt: triesPerChallenge }));
    after(...used)
      .when(type('right', 9, few))
      .thenExpect(pinRejected('exhausted', { failures: triesPerChallenge }));
  });

  it('is rejected as exhausted rather than expired when it is both', () => {
    after(type('wrong', 1), type('wrong', 2), type('wrong', 3))
      .when(type('right', 99))
      .thenExpect(pinRejected('exhausted', { failures: 3 }));
  });

  it('uses up no try and is no failure when the PIN has expired', () => {
    const late = after(type('wrong', 30), type('no-input', 31), type('malformed', 32));
    expect(late.state).toMatchObject({ failures: 0, listing: { challenges: [{ tries: 0 }] } });
  });

  it('resets the failures only with the correct PIN: a new PIN does not', () => {
    const resent = after(type('wrong', 1), askForPin(2, { challengeId: 'pin-2' }));
    expect(resent.state.failures).toBe(1);
    const verified = after(type('wrong', 1), type('right', 2));
    expect(verified.state).toMatchObject({ failures: 0, failedChallenges: 0, waitUntil: 0 });
  });

  it('takes the session’s length from the configuration', () => {
    const short = type('right', 1, { limits: limits({ sessionSeconds: 30 }) });
    after()
      .when(short)
      .thenExpect(pinVerified(1, { sessionEndsAt: new Date(short.at + 30_000).toISOString() }));
  });
});
