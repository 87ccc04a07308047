import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import {
  askForPin,
  asksToChange,
  change,
  enroll,
  limits,
  newPin,
  revoke,
  textPin,
  type,
} from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const strict = { limits: limits({ failuresBeforeStop: 3, failedChallengesBeforeWait: 10 }) };
const wrong = (seconds: number) => type('wrong', seconds);
const encrypted = { number: 'encrypted', name: 'encrypted', totp: 'encrypted' };
const useTotp = { do: 'choose-factor', adminId: 'admin-1', factor: 'totp', encrypted } as const;
const erase = { do: 'erase', adminId: 'admin-1', basis: 'left' } as const;
const breakGlass = { principal: 'duty', reason: 'known by voice' };
const reenable = { do: 'reenable', adminId: 'admin-1', at: 0, approver: { breakGlass } } as const;

const STATES: Record<string, AdminCommand[]> = {
  none: [],
  enrolled: [enroll()],
  requested: [enroll(), askForPin(0)],
  open: [enroll(), ...newPin(1, 0)],
  expired: [enroll(), ...newPin(1, -30)],
  exhausted: [enroll(), ...newPin(1, 0), wrong(1), wrong(2), wrong(3)],
  verified: [enroll(), ...newPin(1, 0), type('right', 1)],
  revoked: [enroll(), ...newPin(1, 0), revoke()],
  stopped: [enroll(), ...newPin(1, 0), ...[1, 2, 3].map((seconds) => type('wrong', seconds, strict))],
  'with an app': [enroll(), useTotp],
  'code requested': [enroll(), useTotp, askForPin(0)],
  erased: [enroll(), ...newPin(1, 0), type('right', 1), erase],
};

const COMMANDS: Record<string, AdminCommand> = {
  erase,
  factor: useTotp,
  reenable,
  'to change': asksToChange(5),
  enroll: enroll(),
  change: change(),
  revoke: revoke(),
  ask: askForPin(5, { challengeId: 'pin-2' }),
  sent: textPin(5),
  'not sent': textPin(5, { outcome: { sent: false, reason: 'unknown', detail: 'lost' } }),
  right: type('right', 5),
  wrong: wrong(5),
  malformed: type('malformed', 5),
  silent: type('no-input', 5),
};

/** Commands that succeed in every state, because they record something already done. */
const ALWAYS = { erase: 'AdminErased', revoke: 'AdminRevoked', sent: 'PinSent', 'not sent': 'PinSendFailed' };
const entry = { enroll: 'AdminEnrolled', change: 'AdminChanged' };
const listed = {
  ...entry,
  enroll: 'AdminActRefused already-enrolled',
  factor: 'AdminChanged',
  reenable: 'AdminReenabled',
};
const notListed = {
  ...entry,
  factor: 'AdminActRefused not-listed',
  reenable: 'AdminActRefused not-listed',
};
const gone = { ...notListed, enroll: 'AdminActRefused erased', change: 'AdminActRefused erased' };
const tries = (reason: string) => ({ right: reason, wrong: reason, malformed: reason, silent: reason });
const nothingOpen = { ...tries('PinRejected no-challenge'), 'to change': 'ChangeNotAuthorised not-verified' };
const asTyped = {
  'to change': 'ChangeNotAuthorised not-verified',
  right: 'PinVerified',
  wrong: 'PinRejected wrong',
  malformed: 'PinRejected malformed',
  silent: 'PinRejected no-input',
};

describe('every command to an administrator’s stream in every state', () => {
  it.each([
    ['none', 'PinIssueRefused revoked', { ...notListed, ...nothingOpen }],
    ['enrolled', 'PinIssued', { ...listed, ...nothingOpen }],
    ['requested', 'PinIssued', { ...listed, ...nothingOpen }],
    ['open', 'PinIssued', { ...listed, ...asTyped }],
    ['expired', 'PinIssued', { ...listed, ...nothingOpen, ...tries('PinRejected expired') }],
    ['exhausted', 'PinIssued', { ...listed, ...nothingOpen, ...tries('PinRejected exhausted') }],
    ['verified', 'PinIssued', { ...listed, ...nothingOpen, 'to change': 'ChangeAuthorised' }],
    ['revoked', 'PinIssueRefused revoked', { ...notListed, ...nothingOpen }],
    ['stopped', 'PinIssueRefused disabled', { ...listed, ...nothingOpen }],
    ['with an app', 'CodeRequested', { ...listed, ...nothingOpen }],
    // A right code comes with its time step.
    ['code requested', 'CodeRequested', { ...listed, ...asTyped, right: 'PinRejected used' }],
    ['erased', 'PinIssueRefused revoked', { ...gone, ...nothingOpen }],
  ])('becomes one event that can be read again: %s', (state, ask, became) => {
    const before = given(admin, ...played(admin, ...(STATES[state] ?? [])));
    const events = Object.entries(COMMANDS).map(([name, command]) => {
      const { type, data } = before.when(command).decided;
      const refused = /Refused|Rejected|NotAuthorised/.test(type);
      return [name, refused && 'reason' in data ? `${type} ${data.reason}` : type];
    });
    expect(Object.fromEntries(events)).toStrictEqual({ ...ALWAYS, ask, ...became });
  });

  it.each(Object.entries(STATES))('requests the same in its refusal: %s', (_, history) => {
    const { state } = given(admin, ...played(admin, ...history));
    for (const command of Object.values(COMMANDS))
      expect(admin.requestOf(admin.refuseReused(state, command))).toBe(
        admin.requestOf(admin.decide(state, command)),
      );
  });

  it('covers every type of command', () => {
    const kinds = new Set(Object.values(COMMANDS).map((command) => command.do));
    const all: Record<AdminCommand['do'], true> = {
      enroll: true,
      change: true,
      revoke: true,
      erase: true,
      reenable: true,
      'choose-factor': true,
      'issue-pin': true,
      'record-send': true,
      'verify-pin': true,
      'authorize-change': true,
    };
    expect([...kinds].sort()).toStrictEqual(Object.keys(all).sort());
  });
});
