import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { enrolledEntry } from '../../domain/emergency/admin/state.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { CLOCK_TOLERANCE } from '../../domain/ledger/clock.ts';
import {
  askForPin,
  asksToChange,
  enroll,
  limits,
  newPin,
  pinRefused,
  pinRejected,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';
import { administrator, set } from '../kit/location-events.ts';
import { at } from '../kit/moving-system.ts';

const HOURS = 3600;
const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, enroll(), ...commands));
const verified = (ahead: number) => after(...newPin(1, ahead), type('right', ahead + 5));

/** Skews in seconds, in either direction: of a tenth of a second to a day. */
const anySkew = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.integer({ min: -86_400, max: 86_400 }));

describe('after a writer whose clock was ahead', () => {
  it.each([10, 60, 8 * HOURS])('a PIN is not valid %i seconds before it was sent', (ahead) => {
    after(askForPin(0), textPin(ahead)).when(type('right', 5)).thenExpect(pinRejected('not-yet-valid'));
    after(...newPin(1, ahead))
      .when(type('right', 5))
      .thenExpect(pinRejected('not-yet-valid'));
  });

  it('an authenticator code is not valid before it was requested', () => {
    given(admin, ...played(admin, enroll({ factor: 'totp', totp: 'encrypted' }), askForPin(8 * HOURS)))
      .when(type('right', 5, { totpStep: 9 }))
      .thenExpect(pinRejected('not-yet-valid', { means: 'totp' }));
  });

  it('a session changes nothing and approves nobody before it began', () => {
    const { state } = verified(8 * HOURS);
    const session = enrolledEntry(state)?.session ?? null;
    expect(admin.decide(state, asksToChange(600)).data).toMatchObject({ reason: 'not-verified' });
    const requester = administrator({ verification: session });
    expect(location.decide(location.initial, set(600, { requester })).data).toMatchObject({
      reason: 'not-verified',
    });
    const approver = { by: { adminId: 'admin-2', session } };
    const reenable = { do: 'reenable', adminId: 'admin-1', at: at(600), approver } as const;
    expect(admin.decide(state, reenable).data).toMatchObject({ reason: 'not-verified' });
  });

  it('a throttle names the time at which it ends on the right clock', () => {
    const sends = [newPin(1, 8 * HOURS), newPin(2, 0), newPin(3, 60)].flat();
    after(...sends)
      .when(askForPin(70, { contactId: 'call-4' }))
      .thenExpect(pinRefused('throttled', 'ten-minutes', new Date(at(600)).toISOString()));
  });

  it('clocks that differ by as much as those of functions do are no obstacle', () => {
    expect(after(...newPin(1, 1.5)).when(type('right', 0)).decided.type).toBe('PinVerified');
    expect(verified(1.5).when(asksToChange(5.5)).decided.type).toBe('ChangeAuthorised');
  });
});

describe('with writers of any clocks', () => {
  const seconds = Array.from({ length: 100 }, (_, index) => index * 7 - 100);

  it('no PIN lives longer than its life on the clock of who reads it', () => {
    fc.assert(
      fc.property(anySkew, anySkew, (issuer, sender) => {
        const { state } = after(askForPin(issuer), textPin(sender));
        const around = seconds.flatMap((second) => [second + sender, second]).sort((a, b) => a - b);
        const valid = around.filter((now) => admin.decide(state, type('right', now)).type === 'PinVerified');
        const lived = (valid.at(-1) ?? 0) - (valid[0] ?? 0);
        expect(lived).toBeLessThanOrEqual(limits().lifeSeconds + CLOCK_TOLERANCE / 1000);
      }),
    );
  });

  it('no session lives longer than its life on the clock of who reads it', () => {
    fc.assert(
      fc.property(anySkew, (writer) => {
        const { state } = verified(writer);
        const around = seconds.flatMap((second) => [second + writer, second]).sort((a, b) => a - b);
        const valid = around.filter(
          (now) => admin.decide(state, asksToChange(now)).type === 'ChangeAuthorised',
        );
        const lived = (valid.at(-1) ?? 0) - (valid[0] ?? 0);
        expect(lived).toBeLessThanOrEqual(limits().sessionSeconds + CLOCK_TOLERANCE / 1000);
      }),
    );
  });

  it('nobody is locked out longer than by the skew of a writer', () => {
    const history = (skews: readonly number[]) =>
      skews.flatMap((skew, index): AdminCommand[] => {
        const [number, began] = [index + 1, index * 300 + skew];
        const onCall = { contactId: `call-${number}` };
        return [...newPin(number, began), type('wrong', began + 5, onCall)];
      });
    const isIssued = (skews: readonly number[], now: number) =>
      after(...history(skews)).when(askForPin(now, { contactId: 'call-new', challengeId: 'pin-new' })).decided
        .type === 'PinIssued';
    fc.assert(
      fc.property(
        fc.array(anySkew, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1800, max: 90_000 }),
        (skews, now) => {
          fc.pre(
            isIssued(
              skews.map(() => 0),
              now,
            ),
          );
          expect(isIssued(skews, now + Math.max(0, ...skews))).toBe(true);
        },
      ),
    );
  });
});
