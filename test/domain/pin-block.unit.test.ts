import { describe, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import {
  askForPin,
  change,
  enroll,
  limits,
  newPin,
  pinRefused,
  pinRejected,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const patient = limits({
  triesPerChallenge: 3,
  failuresBeforeStop: 4,
  failedChallengesBeforeWait: 10,
  sendsPerTenMinutes: 20,
  sendsPerDay: 50,
});
const wrong = (call: number, seconds: number) =>
  type('wrong', seconds, { contactId: `call-${call}`, limits: patient });
const twoPins = [...newPin(1, 0, { limits: patient }), ...newPin(2, 0, { limits: patient })];
const threeWrong: AdminCommand[] = [enroll(), ...twoPins, wrong(1, 1), wrong(1, 2), wrong(1, 3)];
const stopped: AdminCommand[] = [...threeWrong, wrong(2, 4)];

describe('the block after too many failures', () => {
  it('begins with the try that reaches the limit, not before', () => {
    given(admin, ...played(admin, enroll(), ...twoPins, wrong(1, 1), wrong(1, 2)))
      .when(wrong(1, 3))
      .thenExpect(pinRejected('wrong', { failures: 3, triesLeft: 0, stopped: false }));
    given(admin, ...played(admin, ...threeWrong))
      .when(wrong(2, 4))
      .thenExpect(pinRejected('wrong', { challengeId: 'pin-2', failures: 4, triesLeft: 2, stopped: true }));
  });

  it('refuses the correct PIN of a challenge that is still open', () => {
    given(admin, ...played(admin, ...stopped))
      .when(type('right', 5, { contactId: 'call-2', limits: patient }))
      .thenExpect(pinRejected('no-challenge', { challengeId: null, failures: 4, stopped: true }));
  });

  it('does not expire', () => {
    given(admin, ...played(admin, ...stopped))
      .when(askForPin(400 * 86_400, { contactId: 'call-9' }))
      .thenExpect(pinRefused('disabled'));
  });

  it('survives a change of the entry', () => {
    given(admin, ...played(admin, ...stopped, change({ numberChanged: false })))
      .when(askForPin(5, { contactId: 'call-9' }))
      .thenExpect(pinRefused('disabled'));
  });

  it('survives enrolling again: a second person has to unblock', () => {
    given(admin, ...played(admin, ...stopped, enroll({ numberChanged: false })))
      .when(askForPin(5, { contactId: 'call-9' }))
      .thenExpect(pinRefused('disabled'));
  });
});
