import { expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { type PinLimits, waitAfter } from '../../domain/emergency/admin/pin-limits.ts';
import { hourlyBudget } from '../../domain/emergency/send-budget.ts';
import { emergencyAuthentication } from '../../flows/emergency-authentication.ts';
import {
  askForPin,
  asksToChange,
  enroll,
  limits,
  MOBILE,
  newPin,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';
import { at } from '../kit/moving-system.ts';
import { shippedConfig } from '../kit/ports.ts';

type Told = (limits: PinLimits) => unknown;

const HOUR = 3600;
const many = { sendsPerTenMinutes: 20, sendsPerDay: 50 };
const decided = (before: AdminCommand[], command: AdminCommand) =>
  given(admin, ...played(admin, enroll(), ...before)).when(command).decided;
const refusal = (before: AdminCommand[], command: AdminCommand) => {
  const { type, data } = decided(before, command);
  return type === 'PinIssueRefused' ? data.scope : type;
};
const others = (count: number) => ({ sends: Array.from({ length: count }, (_, n) => at(n)), admins: 0 });
const wrongs = (count: number, with_: PinLimits) =>
  Array.from({ length: count }, (_, n) => type('wrong', n + 1, { limits: with_ }));
const next = { contactId: 'call-next', challengeId: 'pin-next' };
const texts = (count: number, apart: number) =>
  Array.from({ length: count }, (_, n) => newPin(n, n * apart)).flat();

/** For each limit: a function that shows it, its default result, another value, and the result then. */
const LIMITS: Record<keyof PinLimits, [Told, unknown, Partial<PinLimits>, unknown]> = {
  length: [(l) => decided([], askForPin(0, { limits: l })).data, { digits: 6 }, { length: 8 }, { digits: 8 }],
  lifeSeconds: [
    (l) => decided([askForPin(0)], textPin(0, { limits: l })).data,
    { expiresAt: new Date(at(30)).toISOString() },
    { lifeSeconds: 600 },
    { expiresAt: new Date(at(600)).toISOString() },
  ],
  keypadSeconds: [
    (pin) =>
      emergencyAuthentication({ ...shippedConfig(), pin }).Actions.find(
        ({ Identifier }) => Identifier === 'PIN 1',
      )?.Parameters,
    { InputTimeLimitSeconds: '30' },
    { keypadSeconds: 60 },
    { InputTimeLimitSeconds: '60' },
  ],
  triesPerChallenge: [
    (l) => decided(newPin(1, 0), type('wrong', 1, { limits: l })).data,
    { triesLeft: 2 },
    { triesPerChallenge: 1 },
    { triesLeft: 0 },
  ],
  challengesPerContact: [
    (l) => refusal([askForPin(0), askForPin(1, { challengeId: 'again' })], askForPin(2, { limits: l })),
    'contact',
    { challengesPerContact: 3 },
    'PinIssued',
  ],
  sendsPerTenMinutes: [
    (l) => refusal(texts(3, 1), askForPin(9, { ...next, limits: l })),
    'ten-minutes',
    { sendsPerTenMinutes: 4 },
    'PinIssued',
  ],
  sendsPerDay: [
    (l) => refusal(texts(10, 1000), askForPin(10_000, { ...next, limits: l })),
    'day',
    { sendsPerDay: 11 },
    'PinIssued',
  ],
  lastResortSeconds: [
    (l) => refusal(texts(10, 1000), askForPin(9000 + 600, { ...next, limits: l })),
    'day',
    { lastResortSeconds: 600 },
    'PinIssued',
  ],
  sendsPerHour: [(l) => hourlyBudget(l, 1), 30, { sendsPerHour: 7 }, 7],
  sendsPerHourAndAdmin: [(l) => hourlyBudget(l, 100), 200, { sendsPerHourAndAdmin: 1 }, 100],
  reservePercent: [
    (l) => refusal(newPin(1, 0), askForPin(60, { ...next, limits: l, system: others(24) })),
    'system',
    { reservePercent: 0 },
    'PinIssued',
  ],
  failedChallengesBeforeWait: [(l) => waitAfter(l, 1), 0, { failedChallengesBeforeWait: 1 }, 30_000],
  firstWaitSeconds: [(l) => waitAfter(l, 3), 30_000, { firstWaitSeconds: 5 }, 5000],
  longestWaitSeconds: [(l) => waitAfter(l, 99), 3_600_000, { longestWaitSeconds: 60 }, 60_000],
  failuresBeforeStop: [
    (l) => decided([...newPin(1, 0), ...wrongs(2, l)], type('wrong', 3, { limits: l })).data,
    { stopped: false },
    { failuresBeforeStop: 3 },
    { stopped: true },
  ],
  sessionSeconds: [
    (l) => decided(newPin(1, 0), type('right', 1, { limits: l })).data,
    { sessionEndsAt: new Date(at(301)).toISOString() },
    { sessionSeconds: 60 },
    { sessionEndsAt: new Date(at(61)).toISOString() },
  ],
  onCarrierChange: [
    (l) => decided([], askForPin(0, { limits: l, phone: { ...MOBILE, carrier: 'M1', mnc: '03' } })).type,
    'PinIssueRefused',
    { onCarrierChange: 'allow' },
    'PinIssued',
  ],
  changesPerSession: [
    (l) => decided([...newPin(1, 0), type('right', 1), asksToChange(2)], asksToChange(3, { limits: l })).type,
    'ChangeAuthorised',
    { changesPerSession: 1 },
    'ChangeNotAuthorised',
  ],
};

it.each(Object.entries(LIMITS))('%s has its default and follows the configuration', (_, limit) => {
  const [told, shipped, changed, configured] = limit;
  expect({ told: [told(limits()), told(limits(changed))] }).toMatchObject({ told: [shipped, configured] });
});

it('an administrator is blocked after fifty wrong tries in a row, and not after forty-nine', () => {
  const patient = limits({ ...many, failedChallengesBeforeWait: 10, longestWaitSeconds: 1 });
  const call = (n: number) => ({ contactId: `call-${n}`, limits: patient });
  const failed = (n: number): AdminCommand[] => [
    ...newPin(n, n * HOUR, { limits: patient }),
    ...[1, 2, 3].map((second) => type('wrong', n * HOUR + second, call(n))),
  ];
  const sixteen = Array.from({ length: 16 }, (_, n) => failed(n)).flat();
  const last = newPin(16, 16 * HOUR, { limits: patient });
  const wrong = (second: number) => type('wrong', 16 * HOUR + second, call(16));
  expect(decided([...sixteen, ...last], wrong(1)).data).toMatchObject({ failures: 49, stopped: false });
  expect(decided([...sixteen, ...last, wrong(1)], wrong(2)).data).toMatchObject({
    failures: 50,
    stopped: true,
  });
});
