import { describe, expect, it } from 'vitest';
import { admin, type SendOutcome } from '../../domain/emergency/admin/decide.ts';
import type { AdminEvent } from '../../domain/emergency/admin/events.ts';
import { enrolledEntry } from '../../domain/emergency/admin/state.ts';
import {
  askForPin,
  enroll,
  iso,
  limits,
  pinRejected,
  pinVerified,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const requested = [enroll(), askForPin(0)];
const failed = (reason: Extract<SendOutcome, { sent: false }>['reason']): { outcome: SendOutcome } => ({
  outcome: { sent: false, reason, detail: 'CODE' },
});

/** The event of `textPin(7)`. */
const PIN_SENT: AdminEvent = {
  type: 'PinSent',
  data: {
    adminId: 'admin-1',
    challengeId: 'pin-1',
    provider: 'sms',
    messageId: 'text-1',
    expiresAt: iso(37),
  },
};

describe('texting the PIN', () => {
  it('starts its lifetime when the provider has accepted it', () => {
    given(admin, ...played(admin, ...requested))
      .when(textPin(7))
      .thenExpect(PIN_SENT);
  });

  it('is recorded as failed with the provider’s error code', () => {
    given(admin, ...played(admin, ...requested))
      .when(textPin(7, failed('opted-out')))
      .thenExpect({
        type: 'PinSendFailed',
        data: {
          adminId: 'admin-1',
          challengeId: 'pin-1',
          provider: 'sms',
          reason: 'opted-out',
          detail: 'CODE',
        },
      });
  });

  it('cannot verify a PIN that the provider has not accepted yet', () => {
    given(admin, ...played(admin, ...requested))
      .when(type('right', 1))
      .thenExpect(pinRejected('no-challenge', { challengeId: 'pin-1' }));
  });

  it('voids a PIN that could not be sent', () => {
    given(admin, ...played(admin, ...requested, textPin(1, failed('refused'))))
      .when(type('right', 2))
      .thenExpect(pinRejected('no-challenge', { challengeId: null }));
  });

  it('is too late for a PIN that a newer one of the same call has replaced', () => {
    const resent = [
      askForPin(10, { challengeId: 'pin-2' }),
      textPin(11),
      textPin(12, { challengeId: 'pin-2' }),
    ];
    given(admin, ...played(admin, ...requested, ...resent))
      .when(type('right', 13))
      .thenExpect(pinVerified(13, { challengeId: 'pin-2' }));
    expect(
      enrolledEntry(given(admin, ...played(admin, ...requested, ...resent)).state)?.challenges,
    ).toHaveLength(1);
  });

  it.each(['opted-out', 'throttled', 'refused', 'unreachable', 'misconfigured'] as const)(
    'counts as no send when it was certainly not sent: %s',
    (reason) => {
      const { state } = given(admin, ...played(admin, ...requested, textPin(1, failed(reason))));
      expect(state.sends).toStrictEqual([]);
    },
  );

  it.each(['unknown', 'interrupted'] as const)(
    'counts as a send when it was possibly delivered: %s',
    (reason) => {
      const { state } = given(admin, ...played(admin, ...requested, textPin(1, failed(reason))));
      expect(state).toMatchObject({ sends: [{ contactId: 'call-1' }], listing: { challenges: [] } });
    },
  );

  it('frees the send of the PIN that failed, and no other', () => {
    const second = { contactId: 'call-2', challengeId: 'pin-2' };
    const two = [...requested, askForPin(5, second)];
    const { state } = given(admin, ...played(admin, ...two, textPin(6, failed('refused'))));
    expect(state.sends).toStrictEqual([
      { at: askForPin(5).at, contactId: 'call-2', second: false, proven: false },
    ]);
  });

  it('frees no send when the PIN was verified, replaced, or never issued', () => {
    const gone = { ...failed('refused'), challengeId: 'pin-9' };
    const replaced = [askForPin(1, { challengeId: 'pin-2' }), textPin(2, failed('refused'))];
    const left = (...more: Parameters<typeof admin.decide>[1][]) =>
      given(admin, ...played(admin, ...requested, ...more)).state.sends.length;
    expect(left(textPin(1, gone))).toBe(1);
    expect(left(...replaced)).toBe(2);
    expect(left(textPin(1), type('right', 2), textPin(3, failed('refused')))).toBe(1);
  });

  it('repeats the recorded event, with the same end of the PIN, when the text is sent again', () => {
    const again = textPin(20, { outcome: { sent: true, messageId: 'text-2' } });
    const sent = given(admin, ...played(admin, ...requested, textPin(7)));
    sent.when(again).thenExpect(PIN_SENT);
    const { state } = given(admin, ...played(admin, ...requested, textPin(7), again));
    expect(enrolledEntry(state)?.challenges).toStrictEqual(enrolledEntry(sent.state)?.challenges);
  });

  it('takes its lifetime from the configuration at the time of sending', () => {
    const { decided } = given(admin, ...played(admin, ...requested)).when(
      textPin(0, { limits: limits({ lifeSeconds: 600 }) }),
    );
    expect(decided.data).toMatchObject({ expiresAt: iso(600) });
  });
});
