import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { PinLimits } from '../../domain/emergency/admin/pin-limits.ts';
import {
  askForPin,
  enroll,
  iso,
  limits,
  newPin,
  pinRefused,
  pinRejected,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAY = 24 * HOURS;

const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, enroll(), ...commands));
const ask = (seconds: number, changed: Partial<PinLimits> = {}) =>
  askForPin(seconds, { contactId: 'call-new', challengeId: 'pin-new', limits: limits(changed) });

describe('the sends of one call', () => {
  it('are two, a PIN and one resend', () => {
    const resend = (seconds: number) => askForPin(seconds, { challengeId: `pin-at-${seconds}` });
    expect(after(askForPin(0)).when(resend(1)).decided.type).toBe('PinIssued');
    after(askForPin(0), resend(1)).when(resend(2)).thenExpect(pinRefused('throttled', 'contact'));
  });

  it('stay two however long the call takes', () => {
    const resend = (seconds: number) => askForPin(seconds, { challengeId: `pin-at-${seconds}` });
    after(askForPin(0), resend(1))
      .when(resend(5 * HOURS))
      .thenExpect(pinRefused('throttled', 'contact'));
  });

  it('do not count texts that could not be sent', () => {
    const refused = textPin(1, { outcome: { sent: false, reason: 'refused', detail: 'CODE' } });
    const again = askForPin(2, { challengeId: 'pin-2' });
    expect(after(askForPin(0), refused, again).when(askForPin(3)).decided.type).toBe('PinIssued');
  });
});

describe('the sends of one administrator', () => {
  const three = [...newPin(1, 0), ...newPin(2, 100), ...newPin(3, 200)];
  const ten = Array.from({ length: 10 }, (_, n) => newPin(n, n * HOURS)).flat();

  it('are three in ten minutes; the fourth waits for the first to be ten minutes old, to the millisecond', () => {
    after(...three)
      .when(ask(10 * MINUTES - 0.001))
      .thenExpect(pinRefused('throttled', 'ten-minutes', iso(10 * MINUTES)));
    expect(after(...three).when(ask(10 * MINUTES)).decided.type).toBe('PinIssued');
  });

  it('are ten in a day; where none is a last resort the eleventh waits for the first to be a day old, to the millisecond', () => {
    const strict = { lastResortSeconds: DAY };
    after(...ten)
      .when(ask(DAY - 0.001, strict))
      .thenExpect(pinRefused('throttled', 'day', iso(DAY)));
    expect(after(...ten).when(ask(DAY, strict)).decided).toMatchObject({
      type: 'PinIssued',
      data: { tries: 3 },
    });
  });

  it('include one as a last resort an hour after the tenth, to the millisecond, for a single try', () => {
    const used = after(...ten);
    used.when(ask(10 * HOURS - 0.001)).thenExpect(pinRefused('throttled', 'day', iso(10 * HOURS)));
    expect(used.when(ask(10 * HOURS)).decided).toMatchObject({ type: 'PinIssued', data: { tries: 1 } });
    const call = { contactId: 'call-11', challengeId: 'pin-11' };
    const again = after(...ten, ...newPin(11, 10 * HOURS));
    again.when(ask(11 * HOURS - 0.001)).thenExpect(pinRefused('throttled', 'day', iso(11 * HOURS)));
    const wrong = type('wrong', 10 * HOURS + 1, call);
    again.when(wrong).thenExpect(pinRejected('wrong', { challengeId: 'pin-11', failures: 1, triesLeft: 0 }));
    after(...ten, ...newPin(11, 10 * HOURS), wrong)
      .when(type('right', 10 * HOURS + 2, call))
      .thenExpect(pinRejected('exhausted', { challengeId: 'pin-11', failures: 1 }));
    expect(again.when(type('right', 10 * HOURS + 1, call)).decided.type).toBe('PinVerified');
  });

  it('name the longer wait when the day and the ten minutes are both used up', () => {
    after(...three)
      .when(ask(300, { sendsPerDay: 3 }))
      .thenExpect(pinRefused('throttled', 'day', iso(200 + HOURS)));
  });

  it('are counted over all calls, and not reset when a PIN is verified or the entry changes', () => {
    after(...three, type('right', 201, { contactId: 'call-3' }), enroll({ numberChanged: false }))
      .when(ask(300))
      .thenExpect(pinRefused('throttled', 'ten-minutes', iso(10 * MINUTES)));
  });

  it('do not void an open PIN: only the next send is refused', () => {
    const used = after(...three);
    used.when(ask(201)).thenExpect(pinRefused('throttled', 'ten-minutes', iso(10 * MINUTES)));
    expect(used.when(type('right', 202, { contactId: 'call-3' })).decided.type).toBe('PinVerified');
  });

  it.each([
    ['sendsPerTenMinutes', 1, 'ten-minutes', 10 * MINUTES],
    ['sendsPerTenMinutes', 2, 'ten-minutes', 10 * MINUTES],
    ['sendsPerDay', 1, 'day', DAY],
    ['sendsPerDay', 2, 'day', DAY],
  ] as const)('are as many as configured: %s %i', (limit, most, scope, window) => {
    const sent = Array.from({ length: most }, (_, n) => newPin(n, n)).flat();
    expect(
      after(...sent.slice(2)).when(ask(50, { [limit]: most, lastResortSeconds: DAY })).decided.type,
    ).toBe('PinIssued');
    after(...sent)
      .when(ask(50, { [limit]: most, lastResortSeconds: DAY }))
      .thenExpect(pinRefused('throttled', scope, iso(window)));
  });
});
