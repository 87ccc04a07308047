import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { enrolledEntry } from '../../domain/emergency/admin/state.ts';
import { PHONE_TYPES } from '../../domain/emergency/ports.ts';
import {
  askForPin,
  enroll,
  iso,
  limits,
  MOBILE,
  newPin,
  pinRefused,
  revoke,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const listed = played(admin, enroll());
const LANDLINE = { ...MOBILE, type: 'LANDLINE' as const };

describe('requesting a PIN', () => {
  it('becomes an issued PIN that holds its keyed tag, its digits and the phone as looked up', () => {
    given(admin, ...listed)
      .when(askForPin(3, { limits: limits({ length: 8 }) }))
      .thenExpect({
        type: 'PinIssued',
        data: {
          adminId: 'admin-1',
          challengeId: 'pin-1',
          tag: 'tag-1',
          digits: 8,
          tries: 3,
          issuedAt: iso(3),
          phone: MOBILE,
        },
      });
  });

  it('is refused to an administrator who was never enrolled, and to a revoked one', () => {
    given(admin).when(askForPin(0)).thenExpect(pinRefused('revoked'));
    given(admin, ...played(admin, enroll(), revoke()))
      .when(askForPin(0))
      .thenExpect(pinRefused('revoked'));
  });

  it.each(PHONE_TYPES.filter((kind) => kind !== 'MOBILE' && kind !== 'UNKNOWN'))(
    'is refused to a phone of type %s',
    (kind) => {
      given(admin, ...listed)
        .when(askForPin(0, { phone: { ...MOBILE, type: kind } }))
        .thenExpect(pinRefused('not-mobile'));
    },
  );

  it('is refused with the first of several reasons: revoked, disabled, not mobile, throttled', () => {
    const strict = limits({ failuresBeforeStop: 3, failedChallengesBeforeWait: 1 });
    const wrong = (seconds: number) => type('wrong', seconds, { limits: strict });
    const throttled: AdminCommand[] = [enroll(), askForPin(0), textPin(0), wrong(1), wrong(2)];
    const stopped = [...throttled, wrong(3)];
    const ask = askForPin(3, { phone: LANDLINE, limits: strict });
    given(admin, ...played(admin, ...throttled))
      .when({ ...ask, phone: MOBILE })
      .thenExpect(pinRefused('throttled', 'wait', iso(32)));
    given(admin, ...played(admin, ...throttled))
      .when(ask)
      .thenExpect(pinRefused('not-mobile'));
    given(admin, ...played(admin, ...stopped))
      .when(ask)
      .thenExpect(pinRefused('disabled'));
    given(admin, ...played(admin, ...stopped, revoke()))
      .when(ask)
      .thenExpect(pinRefused('revoked'));
  });

  it('voids the earlier PIN of the same call: a resend is a new challenge', () => {
    const resent = given(
      admin,
      ...played(admin, enroll(), ...newPin(1, 0), askForPin(9, { challengeId: 'pin-2' })),
    );
    expect(enrolledEntry(resent.state)?.challenges).toMatchObject([
      { challengeId: 'pin-2', sent: null, tries: 0 },
    ]);
  });

  it('leaves the PIN of another call open: a spoofer cannot void it', () => {
    given(admin, ...played(admin, enroll(), ...newPin(1, 0), ...newPin(2, 5)))
      .when(type('right', 6))
      .thenExpect({
        type: 'PinVerified',
        data: {
          adminId: 'admin-1',
          challengeId: 'pin-1',
          attempt: 1,
          sessionEndsAt: iso(306),
          totpStep: null,
          failuresBefore: 0,
        },
      });
  });

  it('drops challenges of other calls once no PIN can be that old', () => {
    const generous = limits({ sendsPerTenMinutes: 20 });
    const before = played(admin, enroll(), ...newPin(1, 0), ...newPin(2, 1));
    const ask = (seconds: number) => askForPin(seconds, { contactId: 'call-3', limits: generous });
    const left = (seconds: number) => {
      const event = { ...given(admin, ...before).when(ask(seconds)).decided, at: ask(seconds).at };
      return enrolledEntry(given(admin, ...before, { ...event, contactId: 'call-3' }).state)?.challenges
        .length;
    };
    expect([left(1199.999), left(1200), left(1201)]).toStrictEqual([3, 2, 1]);
  });
});
