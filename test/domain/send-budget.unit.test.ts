import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { PinLimits } from '../../domain/emergency/admin/pin-limits.ts';
import { hourlyBudget, systemThrottle } from '../../domain/emergency/send-budget.ts';
import { askForPin, enroll, iso, limits, newPin, pinRefused, textPin, type } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';
import { at } from '../kit/moving-system.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, enroll(), ...commands));

/** Times of `count` texts of other administrators, one a second from the start. */
const others = (count: number) => Array.from({ length: count }, (_, second) => at(second));
const ask = (
  seconds: number,
  sends: number[],
  { admins = 1, ...more }: { admins?: number; limits?: PinLimits } = {},
) =>
  askForPin(seconds, { contactId: 'call-new', challengeId: 'pin-new', system: { sends, admins }, ...more });

describe('the texts of the whole line', () => {
  it.each([
    [1, 30],
    [15, 30],
    [16, 32],
    [200, 400],
  ])('are, for %i administrators, %i an hour', (admins, budget) => {
    expect(hourlyBudget(limits(), admins)).toBe(budget);
  });

  it('are thirty in an hour; the next waits for the first to be an hour old, to the millisecond', () => {
    const used = after();
    expect(used.when(ask(40, others(29))).decided.type).toBe('PinIssued');
    used.when(ask(40, others(30))).thenExpect(pinRefused('throttled', 'system', iso(HOUR)));
    used.when(ask(HOUR - 0.001, others(30))).thenExpect(pinRefused('throttled', 'system', iso(HOUR)));
    expect(used.when(ask(HOUR, others(30))).decided.type).toBe('PinIssued');
  });

  it('are two for each of many administrators', () => {
    expect(after().when(ask(60, others(39), { admins: 20 })).decided.type).toBe('PinIssued');
    after()
      .when(ask(60, others(40), { admins: 20 }))
      .thenExpect(pinRefused('throttled', 'system', iso(HOUR)));
  });

  it('are checked after the administrator’s own limits', () => {
    after(...newPin(1, 0), ...newPin(2, 100), ...newPin(3, 200))
      .when(ask(300, others(30)))
      .thenExpect(pinRefused('throttled', 'ten-minutes', iso(600)));
  });

  it('do not limit the entry of a PIN that was sent', () => {
    expect(after(...newPin(1, 0)).when(type('right', 1)).decided.type).toBe('PinVerified');
  });

  it('are as many as configured', () => {
    const changed = limits({ sendsPerHour: 5, sendsPerHourAndAdmin: 0 });
    after()
      .when(ask(60, others(5), { admins: 50, limits: changed }))
      .thenExpect(pinRefused('throttled', 'system', iso(HOUR)));
  });
});

describe('the reserve of the send budget', () => {
  const unproven = after(...newPin(1, 0));
  const refused = (until: number) => pinRefused('throttled', 'system', iso(until));

  it('is not available to an administrator with an unverified text that day', () => {
    expect(unproven.when(ask(60, others(23))).decided.type).toBe('PinIssued');
    unproven.when(ask(60, others(24))).thenExpect(refused(HOUR));
  });

  it('is available to an administrator without a text that day', () => {
    expect(after().when(ask(60, others(29))).decided.type).toBe('PinIssued');
  });

  it('is available to an administrator who verified every text, after a wrong entry or a resend too', () => {
    const slip = after(...newPin(1, 0), type('wrong', 1), type('right', 2));
    expect(slip.when(ask(60, others(29))).decided.type).toBe('PinIssued');
    const second = { challengeId: 'pin-2' };
    const resent = after(...newPin(1, 0), askForPin(5, second), textPin(5, second), type('right', 9));
    expect(resent.when(ask(60, others(29))).decided.type).toBe('PinIssued');
  });

  it('is not available to an administrator with a verified text and an unverified one of another call', () => {
    after(...newPin(1, 0), ...newPin(2, 1), type('right', 2, { contactId: 'call-2' }))
      .when(ask(60, others(24)))
      .thenExpect(refused(HOUR));
  });

  it('is available again when the unverified text is a day old, to the millisecond', () => {
    const late = others(24).map((time) => time + (DAY - 60) * 1000);
    unproven.when(ask(DAY - 0.001, late)).thenExpect(refused(DAY - 60 + HOUR));
    expect(unproven.when(ask(DAY, late)).decided.type).toBe('PinIssued');
  });

  it('does not count a text that was certainly not sent', () => {
    const refusedText = { outcome: { sent: false, reason: 'refused', detail: 'CODE' } } as const;
    const failed = after(askForPin(0), textPin(1, refusedText));
    expect(failed.when(ask(60, others(29))).decided.type).toBe('PinIssued');
  });
});

const anyAsks = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 900 }), clean: fc.boolean() }), {
  minLength: 30,
  maxLength: 200,
});
const anyAdmins = fc.integer({ min: 1, max: 40 });

/** The texts of the hour after each text sent, and the limit for its administrator. */
const hoursOf = (asks: { gap: number; clean: boolean }[], admins: number) => {
  const budget = hourlyBudget(limits(), admins);
  const sent: number[] = [];
  let now = at(0);
  return asks.flatMap(({ gap, clean }) => {
    now += gap * 100;
    const own = clean ? [] : [{ at: now - 1, contactId: 'call', second: false, proven: false }];
    if (systemThrottle(limits(), own, { sends: sent, admins }, now)) return [];
    sent.push(now);
    const hour = sent.filter((time) => time > now - HOUR * 1000).length;
    return { hour, most: clean ? budget : budget * 0.8 };
  });
};

it('the send budget is never exceeded in any hour, and unverified administrators never use more than four fifths', () => {
  fc.assert(
    fc.property(anyAsks, anyAdmins, (asks, admins) => {
      for (const { hour, most } of hoursOf(asks, admins)) expect(hour).toBeLessThanOrEqual(most);
    }),
  );
});
