import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { ChooseFactor } from '../../domain/emergency/admin/entry.ts';
import type { AdminEvent } from '../../domain/emergency/admin/events.ts';
import { profileOf } from '../../domain/emergency/admin/state.ts';
import {
  askForPin,
  change,
  enroll,
  iso,
  newPin,
  pinRefused,
  pinRejected,
  pinVerified,
  revoke,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const STEP = 59_844_480;
const encrypted = { number: 'encrypted-anew', name: 'encrypted-anew', totp: 'encrypted-secret' };
const useTotp: ChooseFactor = { do: 'choose-factor', adminId: 'admin-1', factor: 'totp', encrypted };
const LANDLINE = { type: 'LANDLINE', carrier: null, mcc: null, mnc: null, country: 'SG' } as const;

const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, enroll(), useTotp, ...commands));
const ask = (call: number, seconds: number, more: Partial<ReturnType<typeof askForPin>> = {}) =>
  askForPin(seconds, { contactId: `call-${call}`, challengeId: `pin-${call}`, tag: '', ...more });
const code = (call: number, seconds: number, totpStep: number, more: Partial<ReturnType<typeof type>> = {}) =>
  type('right', seconds, { contactId: `call-${call}`, totpStep, ...more });
const wrong = (call: number, seconds: number, more: Partial<ReturnType<typeof type>> = {}) =>
  type('wrong', seconds, { contactId: `call-${call}`, ...more });
const requested = (call: number, seconds: number): AdminEvent => ({
  type: 'CodeRequested',
  data: { adminId: 'admin-1', challengeId: `pin-${call}`, tries: 3, expiresAt: iso(seconds + 600) },
});

describe('an administrator with an authenticator', () => {
  it('is prompted for a code, and sent nothing', () => {
    after().when(ask(1, 0)).thenExpect(requested(1, 0));
  });

  it('may call from a landline, and when the send budget is used up', () => {
    const others = Array.from({ length: 500 }, () => Date.now());
    after()
      .when(ask(1, 0, { phone: LANDLINE, system: { sends: others, admins: 1 } }))
      .thenExpect(requested(1, 0));
  });

  it('is verified by the code, whose time step is stored', () => {
    const proven = after(ask(1, 0)).when(code(1, 9, STEP));
    proven.thenExpect(pinVerified(9, { totpStep: STEP }));
    expect(after(ask(1, 0), code(1, 9, STEP)).state).toMatchObject({
      totpStep: STEP,
      listing: { session: { contactId: 'call-1', changes: 0 } },
    });
  });

  it('has ten minutes to enter the code, to the millisecond', () => {
    expect(after(ask(1, 0)).when(code(1, 599.999, STEP)).decided.type).toBe('PinVerified');
    after(ask(1, 0))
      .when(code(1, 600, STEP))
      .thenExpect(pinRejected('expired', { means: 'totp' }));
  });

  it('is refused once revoked', () => {
    after(revoke()).when(ask(1, 0)).thenExpect(pinRefused('revoked'));
    after(ask(1, 0), revoke())
      .when(code(1, 1, STEP))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
  });
});

describe('a code is accepted once', () => {
  const used = after(ask(1, 0), code(1, 1, STEP), ask(2, 5));

  it('not again on another call, nor one of an earlier time step', () => {
    used
      .when(code(2, 6, STEP))
      .thenExpect(pinRejected('used', { challengeId: 'pin-2', means: 'totp', triesLeft: 2, failures: 1 }));
    used
      .when(code(2, 6, STEP - 1))
      .thenExpect(pinRejected('used', { challengeId: 'pin-2', means: 'totp', triesLeft: 2, failures: 1 }));
    expect(used.when(code(2, 6, STEP + 1)).decided.type).toBe('PinVerified');
  });

  it('and entering it again uses up a try and counts as a failure', () => {
    const twice = after(ask(1, 0), code(1, 1, STEP), ask(2, 5), code(2, 6, STEP), code(2, 7, STEP));
    twice
      .when(wrong(2, 8))
      .thenExpect(pinRejected('wrong', { challengeId: 'pin-2', means: 'totp', failures: 3, triesLeft: 0 }));
    expect(twice.state.failedChallenges).toBe(0);
  });

  it('also after the administrator gets another authenticator', () => {
    const renewed = after(ask(1, 0), code(1, 1, STEP), useTotp, ask(2, 5));
    renewed
      .when(code(2, 6, STEP))
      .thenExpect(pinRejected('used', { challengeId: 'pin-2', means: 'totp', triesLeft: 2, failures: 1 }));
  });
});

describe('a code', () => {
  it('has three tries, and two challenges in a call', () => {
    after(ask(1, 0), wrong(1, 1), wrong(1, 2), wrong(1, 3))
      .when(code(1, 4, STEP))
      .thenExpect(pinRejected('exhausted', { means: 'totp', failures: 3 }));
    after(ask(1, 0), ask(1, 1)).when(ask(1, 2)).thenExpect(pinRefused('throttled', 'contact'));
  });

  it('is requested on a new call however many strangers have called, who wait and count for nothing', () => {
    const strangers = Array.from({ length: 40 }, (_, call) => ask(call, call));
    const failed = strangers.slice(0, 10).map((_, call) => wrong(call, 40 + call));
    const called = after(...strangers, ...failed);
    called.when(ask(99, 60)).thenExpect(requested(99, 60));
    expect(called.state).toMatchObject({ sends: [], waitUntil: 0, failures: 10 });
  });

  it('requested before two hundred other calls can no longer be entered: the state stays small', () => {
    const calls = (count: number) => Array.from({ length: count }, (_, call) => ask(call + 2, call / 10));
    expect(after(ask(1, 0), ...calls(199)).when(code(1, 30, STEP)).decided.type).toBe('PinVerified');
    expect(after(ask(1, 0), ...calls(200)).when(code(1, 30, STEP)).decided.type).toBe('PinRejected');
  });
});

describe('the factor', () => {
  it('changes only the entry: the number, the sends and a block stay', () => {
    const before = given(admin, ...played(admin, enroll(), ...newPin(1, 0)));
    const { state } = given(admin, ...played(admin, enroll(), ...newPin(1, 0), useTotp));
    expect(profileOf(state)).toMatchObject({
      ...encrypted,
      numberSeq: 1,
      factor: 'totp',
      maskedNumber: '+65******01',
    });
    expect(state.sends).toStrictEqual(before.state.sends);
  });

  it('ends open challenges and the session when it changes', () => {
    expect(after(ask(1, 0), code(1, 1, STEP), useTotp).state).toMatchObject({
      listing: { session: null, challenges: [] },
    });
  });

  it('can be changed back to a text', () => {
    const back = after({ ...useTotp, factor: 'sms', encrypted: { ...encrypted, totp: null } });
    expect(back.when(ask(1, 0)).decided.type).toBe('PinIssued');
  });

  it('accepts a texted PIN whatever time step was used before', () => {
    const back: AdminCommand = { ...useTotp, factor: 'sms', encrypted: { ...encrypted, totp: null } };
    const call = { contactId: 'call-2' };
    expect(
      after(ask(1, 0), code(1, 1, STEP), back, ...newPin(2, 5)).when(type('right', 6, call)).decided.type,
    ).toBe('PinVerified');
  });

  it('cannot be changed for an administrator who is not enrolled', () => {
    const refused: AdminEvent = {
      type: 'AdminActRefused',
      data: { adminId: 'admin-1', act: 'choose-factor', reason: 'not-listed', breakGlass: null },
    };
    given(admin)
      .when({ ...useTotp, encrypted: null })
      .thenExpect(refused);
    after(revoke()).when(useTotp).thenExpect(refused);
  });

  it('stays when the entry is changed, and is a text after enrolling again', () => {
    expect(profileOf(after(change({ factor: 'totp', totp: 'again' })).state)?.factor).toBe('totp');
    expect(profileOf(after(revoke(), enroll()).state)).toMatchObject({ factor: 'sms', totp: null });
  });
});
