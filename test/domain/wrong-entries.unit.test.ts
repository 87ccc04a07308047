import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { ChooseFactor } from '../../domain/emergency/admin/entry.ts';
import {
  askForPin,
  enroll,
  limits,
  newPin,
  pinRefused,
  pinRejected,
  pinVerified,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';
import { at } from '../kit/moving-system.ts';

const DAY = 86_400;
const STEP = 59_844_480;
const four = { limits: limits({ failuresBeforeStop: 4, failedChallengesBeforeWait: 10 }) };
const encrypted = { number: 'encrypted', name: 'encrypted', totp: 'encrypted' };
const useTotp: ChooseFactor = { do: 'choose-factor', adminId: 'admin-1', factor: 'totp', encrypted };
const breakGlass = { principal: 'desk', reason: 'known by voice' };
const reenable = (seconds: number): AdminCommand => ({
  do: 'reenable',
  adminId: 'admin-1',
  at: at(seconds),
  approver: { breakGlass },
});

const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, enroll(), ...commands));
const on = (
  call: number,
  seconds: number,
  typed: 'right' | 'wrong',
  more: Partial<ReturnType<typeof type>> = {},
) => type(typed, seconds, { contactId: `call-${call}`, ...four, ...more });
/** A call with so many wrong PINs, and the correct one at the end when it is the owner's. */
const call = (number: number, seconds: number, wrong: number, isOwner = false): AdminCommand[] => [
  ...newPin(number, seconds, four),
  ...Array.from({ length: wrong }, (_, nth) => on(number, seconds + 1 + nth, 'wrong')),
  ...(isOwner ? [on(number, seconds + 9, 'right')] : []),
];

describe('wrong PINs', () => {
  it('of strangers are not wiped by the daily success of the owner', () => {
    const days = [1, 2, 3].flatMap((day) => [
      ...call(2 * day, day * DAY, 1),
      ...call(2 * day + 1, day * DAY + 900, 0, true),
    ]);
    after(...days, ...newPin(8, 4 * DAY, four))
      .when(on(8, 4 * DAY + 1, 'wrong'))
      .thenExpect(pinRejected('wrong', { challengeId: 'pin-8', failures: 1, triesLeft: 2, stopped: true }));
  });

  it('of a call that is then verified are not held against the owner', () => {
    const days = [1, 2, 3, 4, 5].flatMap((day) => call(day, day * DAY, 2, true));
    expect(after(...days).state).toMatchObject({ wrong: [], stopped: [], failures: 0 });
  });

  it('no longer count after 365 days', () => {
    const three = call(1, 0, 3);
    const last = (seconds: number) =>
      after(...three, ...call(2, 3600, 0, true), ...newPin(3, seconds, four)).when(
        on(3, seconds + 1, 'wrong'),
      );
    expect(last(365 * DAY - 1).decided.data).toMatchObject({ stopped: true });
    expect(last(365 * DAY + 3).decided.data).toMatchObject({ stopped: false });
  });

  it('of other calls are counted for the owner, those of this call are not', () => {
    after(...call(1, 0, 2), ...newPin(2, 900, four), on(2, 901, 'wrong'))
      .when(on(2, 902, 'right'))
      .thenExpect(pinVerified(902, { challengeId: 'pin-2', attempt: 2, failuresBefore: 2 }));
    after(...call(1, 0, 2), ...call(2, 900, 0, true), ...newPin(3, 1800, four))
      .when(on(3, 1801, 'right'))
      .thenExpect(pinVerified(1801, { challengeId: 'pin-3', failuresBefore: 0 }));
  });

  it('are eighty in a year however often the administrator is re-enabled', () => {
    const blocked = (round: number) => [
      ...call(2 * round, round * DAY, 3),
      ...call(2 * round + 1, round * DAY + 900, 1),
    ];
    const rounds = Array.from({ length: 20 }, (_, round) => [
      ...blocked(round),
      reenable(round * DAY + 1000),
    ]).flat();
    const refused = { adminId: 'admin-1', act: 'reenable', reason: 'year-used-up', breakGlass } as const;
    expect(after(...rounds.slice(0, -1)).when(reenable(20 * DAY)).decided).toStrictEqual({
      type: 'AdminActRefused',
      data: refused,
    });
    expect(after(...rounds).state.wrong).toHaveLength(80);
    after(...rounds)
      .when(askForPin(21 * DAY, { contactId: 'call-99' }))
      .thenExpect(pinRefused('disabled'));
    expect(after(...rounds).when(reenable(380 * DAY)).decided.type).toBe('AdminReenabled');
  });
});

describe('a block of codes', () => {
  const asks = (number: number, seconds: number, challenge = number) =>
    askForPin(seconds, { contactId: `call-${number}`, challengeId: `pin-${challenge}`, ...four });
  const wrongCodes = [
    asks(1, 0),
    ...[1, 2, 3].map((second) => on(1, second, 'wrong')),
    asks(2, 10),
    on(2, 11, 'wrong'),
  ];
  const code = (number: number, seconds: number, totpStep = STEP) =>
    on(number, seconds, 'right', { totpStep });
  const blocked = [useTotp, ...wrongCodes];
  const accepted = [...blocked, asks(3, 20), code(3, 30)];
  const texted = (number: number, seconds: number) => [
    asks(number, seconds, 50 + number),
    { ...newPin(50 + number, seconds, four)[1], contactId: `call-${number}` } as AdminCommand,
  ];

  it('still asks for a code, whose text needs no waiting', () => {
    expect(after(...blocked).when(asks(3, 20)).decided.type).toBe('CodeRequested');
    expect(after(...blocked, asks(3, 20)).when(code(3, 30)).decided.type).toBe('CodeAccepted');
    expect(after(...accepted).when(asks(3, 31, 53)).decided.type).toBe('PinIssued');
  });

  it('is passed and ended by code and PIN of the same call', () => {
    const ended = after(...accepted, ...texted(3, 31));
    ended.when(on(3, 40, 'right')).thenExpect(pinVerified(40, { challengeId: 'pin-53', failuresBefore: 4 }));
    const again = after(...accepted, ...texted(3, 31), on(3, 40, 'right'), asks(4, 60));
    expect(again.state).toMatchObject({ stopped: [], failures: 0 });
    expect(again.when(code(4, 61, STEP + 1)).decided.type).toBe('PinVerified');
  });

  it('gives no text and no session for the code of another call', () => {
    expect(after(...accepted).when(asks(9, 31)).decided.type).toBe('CodeRequested');
    after(...accepted)
      .when(code(3, 31, STEP + 1))
      .thenExpect(pinRejected('no-challenge', { challengeId: 'pin-3', means: 'both', failures: 4, stopped: true }));
  });

  it('accepts a code once, also before a PIN', () => {
    after(...accepted, asks(4, 31))
      .when(code(4, 32))
      .thenExpect(
        pinRejected('used', {
          challengeId: 'pin-4',
          means: 'both',
          failures: 5,
          triesLeft: 2,
          stopped: true,
        }),
      );
  });

  it('allows twenty wrong PINs after a code in a year, whoever has the authenticator', () => {
    const second = (number: number) => {
      const start = number * DAY;
      const step = STEP + number * 10;
      const tries = number === 16 ? 2 : 3;
      return [
        asks(number, start),
        code(number, start + 1, step),
        ...texted(number, start + 2),
        ...Array.from({ length: tries }, (_, nth) => on(number, start + 3 + nth, 'wrong')),
      ];
    };
    const calls = [10, 11, 12, 13, 14, 15, 16].flatMap(second);
    after(...blocked, ...calls)
      .when(asks(20, 20 * DAY))
      .thenExpect(pinRefused('disabled'));
    expect(after(...blocked, ...calls.slice(0, -1)).when(asks(20, 20 * DAY)).decided.type).toBe(
      'CodeRequested',
    );
  });

  it('does not outlast the block of texts: each factor has its own', () => {
    const byText = [
      ...newPin(60, 0, four),
      ...[1, 2, 3].map((s) => on(60, s, 'wrong')),
      ...newPin(61, 0, four),
    ];
    const stopped = after(...byText, on(61, 4, 'wrong'), useTotp);
    expect(stopped.state.stopped).toStrictEqual(['sms']);
    expect(after(...byText, on(61, 4, 'wrong'), useTotp, asks(3, 20)).when(code(3, 30)).decided.type).toBe(
      'PinVerified',
    );
  });
});
