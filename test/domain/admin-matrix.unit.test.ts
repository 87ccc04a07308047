import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/admin.ts';
import { given, played } from '../given.ts';
import { askForPin, change, enrol, limits, newPin, revoke, textPin, type } from './admin-story.ts';

const strict = { limits: limits({ failuresBeforeStop: 3, failedChallengesBeforeWait: 10 }) };
const wrong = (seconds: number) => type('wrong', seconds);

const STATES: Record<string, AdminCommand[]> = {
  none: [],
  enrolled: [enrol()],
  asked: [enrol(), askForPin(0)],
  open: [enrol(), ...newPin(1, 0)],
  expired: [enrol(), ...newPin(1, -30)],
  exhausted: [enrol(), ...newPin(1, 0), wrong(1), wrong(2), wrong(3)],
  proven: [enrol(), ...newPin(1, 0), type('right', 1)],
  revoked: [enrol(), ...newPin(1, 0), revoke()],
  stopped: [enrol(), ...newPin(1, 0), ...[1, 2, 3].map((seconds) => type('wrong', seconds, strict))],
};

const COMMANDS: Record<string, AdminCommand> = {
  enrol: enrol(),
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

/** What happens to the list, and to a send, whatever the state: these events record what was done already. */
const ALWAYS = {
  enrol: 'AdminEnrolled',
  change: 'AdminChanged',
  revoke: 'AdminRevoked',
  sent: 'PinSent',
  'not sent': 'PinSendFailed',
};
const tries = (reason: string) => ({ right: reason, wrong: reason, malformed: reason, silent: reason });
const nothingOpen = tries('PinRejected no-challenge');
const asTyped = {
  right: 'PinVerified',
  wrong: 'PinRejected wrong',
  malformed: 'PinRejected malformed',
  silent: 'PinRejected no-input',
};

describe('every command to an administrator’s stream in every state it can have', () => {
  it.each([
    ['none', 'PinIssueRefused revoked', nothingOpen],
    ['enrolled', 'PinIssued', nothingOpen],
    ['asked', 'PinIssued', nothingOpen],
    ['open', 'PinIssued', asTyped],
    ['expired', 'PinIssued', tries('PinRejected expired')],
    ['exhausted', 'PinIssued', tries('PinRejected exhausted')],
    ['proven', 'PinIssued', nothingOpen],
    ['revoked', 'PinIssueRefused revoked', nothingOpen],
    ['stopped', 'PinIssueRefused disabled', nothingOpen],
  ])('is one event that can be read again: %s', (state, ask, typed) => {
    const before = given(admin, ...played(admin, ...(STATES[state] ?? [])));
    const became = Object.entries(COMMANDS).map(([name, command]) => {
      const { type, data } = before.when(command).decided;
      return [
        name,
        'reason' in data && type.startsWith('Pin') && type !== 'PinSendFailed'
          ? `${type} ${data.reason}`
          : type,
      ];
    });
    expect(Object.fromEntries(became)).toStrictEqual({ ...ALWAYS, ask, ...typed });
  });
});
