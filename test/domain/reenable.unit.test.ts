import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { Approver } from '../../domain/emergency/admin/entry.ts';
import type { AdminEvent } from '../../domain/emergency/admin/events.ts';
import type { Session } from '../../domain/emergency/admin/state.ts';
import { askForPin, enroll, limits, newPin, pinRejected, revoke, type } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';
import { at } from '../kit/moving-system.ts';

const strict = { limits: limits({ failuresBeforeStop: 3 }) };
const wrong = (seconds: number) => type('wrong', seconds, strict);
const stopped: AdminCommand[] = [enroll(), ...newPin(1, 0), wrong(1), wrong(2), wrong(3)];

const session: Session = {
  contactId: 'call-2',
  verifiedAt: at(0),
  endsAt: at(300),
  eventId: 'proof-of-admin-2',
  changes: 0,
};
const other: Approver = { by: { adminId: 'admin-2', session } };
const operator = (reason = 'Locked out; known by voice.') =>
  ({ breakGlass: { principal: 'duty', reason } }) satisfies Approver;

const reenable = (approver: Approver, seconds = 10) =>
  ({ do: 'reenable', adminId: 'admin-1', at: at(seconds), approver }) as const;
const refused = (
  reason: 'not-listed' | 'not-verified' | 'own-stop' | 'no-reason',
  breakGlass: { principal: string; reason: string } | null = null,
): AdminEvent => ({
  type: 'AdminActRefused',
  data: { adminId: 'admin-1', act: 'reenable', reason, breakGlass },
});
const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, ...commands));

describe('a blocked administrator is re-enabled', () => {
  it('by another, verified administrator', () => {
    const by = { adminId: 'admin-2', verifiedBy: 'proof-of-admin-2' };
    after(...stopped)
      .when(reenable(other))
      .thenExpect({ type: 'AdminReenabled', data: { adminId: 'admin-1', by, breakGlass: null } });
  });

  it('by an operator with a reason', () => {
    const { breakGlass } = operator();
    after(...stopped)
      .when(reenable({ breakGlass }))
      .thenExpect({ type: 'AdminReenabled', data: { adminId: 'admin-1', by: null, breakGlass } });
  });

  it.each([
    ['another administrator', other],
    ['an operator', operator()],
  ])('with all counters reset but the sends, by %s', (_, approver) => {
    const again = after(...stopped, reenable(approver));
    expect(again.state).toMatchObject({ stopped: [], failures: 0, failedChallenges: 0, waitUntil: 0 });
    expect(again.state.sends).toStrictEqual(after(...stopped).state.sends);
    const ask = askForPin(20, { contactId: 'call-9', challengeId: 'pin-9' });
    expect(again.when(ask).decided.type).toBe('PinIssued');
  });

  it('and counts from zero to the next block', () => {
    after(...stopped, reenable(other), ...newPin(2, 700))
      .when(type('wrong', 701, { contactId: 'call-2', ...strict }))
      .thenExpect(pinRejected('wrong', { challengeId: 'pin-2', failures: 1, triesLeft: 2 }));
  });

  it('also to end a wait, when not blocked', () => {
    const waiting = after(enroll(), ...newPin(1, 0), wrong(1), reenable(operator()));
    expect(waiting.state).toMatchObject({ failures: 0, waitUntil: 0 });
  });
});

describe('a blocked administrator stays blocked', () => {
  it('when the other administrator’s session has ended, to the millisecond, or there is none', () => {
    expect(after(...stopped).when(reenable(other, 299.999)).decided.type).toBe('AdminReenabled');
    after(...stopped)
      .when(reenable(other, 300))
      .thenExpect(refused('not-verified'));
    after(...stopped)
      .when(reenable({ by: { adminId: 'admin-2', session: null } }))
      .thenExpect(refused('not-verified'));
  });

  it('when it is the same administrator, verified or not: a session survives the block on another call', () => {
    after(...stopped)
      .when(reenable({ by: { adminId: 'admin-1', session } }))
      .thenExpect(refused('own-stop'));
  });

  it.each(['', '   '])('when the operator’s reason is %j', (reason) => {
    after(...stopped)
      .when(reenable(operator(reason)))
      .thenExpect(refused('no-reason', { principal: 'duty', reason }));
  });

  it('when revoked or never enrolled', () => {
    after(...stopped, revoke())
      .when(reenable(other))
      .thenExpect(refused('not-listed'));
    after().when(reenable(operator())).thenExpect(refused('not-listed', operator().breakGlass));
  });

  it('when a re-enabling was refused', () => {
    const self = reenable({ by: { adminId: 'admin-1', session } });
    expect(after(...stopped, self).state.stopped).toStrictEqual(['sms']);
  });
});
