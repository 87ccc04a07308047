import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { AdminEvent } from '../../domain/emergency/admin/events.ts';
import { enrolledEntry } from '../../domain/emergency/admin/state.ts';
import { asksToChange, enroll, limits, newPin, revoke, type } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const after = (...commands: AdminCommand[]) =>
  given(admin, ...played(admin, enroll(), ...newPin(1, 0), type('right', 1), ...commands));
const granted = (count: number, seconds = 2) => Array.from({ length: count }, () => asksToChange(seconds));

const refused = (reason: 'not-verified' | 'session-over' | 'changes-used-up'): AdminEvent => ({
  type: 'ChangeNotAuthorised',
  data: { adminId: 'admin-1', locationId: 'Manila', action: 'set', reason },
});

describe('a session', () => {
  it('allows a change, recorded with its PinVerified event and its ordinal', () => {
    const verifiedBy = enrolledEntry(after().state)?.session?.eventId ?? 'nobody was proven';
    const facts = { adminId: 'admin-1', locationId: 'Manila', verifiedBy };
    after()
      .when(asksToChange(2))
      .thenExpect({ type: 'ChangeAuthorised', data: { ...facts, action: 'set', change: 1 } });
    after(...granted(1))
      .when(asksToChange(3, { action: 'remove' }))
      .thenExpect({ type: 'ChangeAuthorised', data: { ...facts, action: 'remove', change: 2 } });
  });

  it('allows ten changes, at any locations, and not an eleventh', () => {
    const nine = granted(9).map((ask, index) => ({ ...ask, locationId: `centre-${index}` }));
    expect(after(...nine).when(asksToChange(3)).decided).toMatchObject({
      type: 'ChangeAuthorised',
      data: { change: 10 },
    });
    after(...granted(10))
      .when(asksToChange(3))
      .thenExpect(refused('changes-used-up'));
    after(...granted(10), asksToChange(3))
      .when(asksToChange(4))
      .thenExpect(refused('changes-used-up'));
  });

  it('allows as many changes as configured', () => {
    const two = { limits: limits({ changesPerSession: 2 }) };
    expect(after(...granted(1)).when(asksToChange(3, two)).decided.type).toBe('ChangeAuthorised');
    after(...granted(2))
      .when(asksToChange(3, two))
      .thenExpect(refused('changes-used-up'));
  });

  it('lasts five minutes, to the millisecond', () => {
    expect(after().when(asksToChange(300.999)).decided.type).toBe('ChangeAuthorised');
    after().when(asksToChange(301)).thenExpect(refused('session-over'));
  });

  it('is valid only on its own call', () => {
    after()
      .when(asksToChange(2, { contactId: 'call-2' }))
      .thenExpect(refused('not-verified'));
  });

  it('ends when the administrator is revoked', () => {
    after(revoke()).when(asksToChange(2)).thenExpect(refused('not-verified'));
  });

  it('is followed by another ten changes when the administrator is verified again', () => {
    const again = type('right', 101, { contactId: 'call-2' });
    const call = { contactId: 'call-2' };
    expect(
      after(...granted(10), ...newPin(2, 100), again).when(asksToChange(102, call)).decided,
    ).toMatchObject({
      type: 'ChangeAuthorised',
      data: { change: 1 },
    });
  });
});

it('no change is allowed without a session', () => {
  given(admin, ...played(admin, enroll()))
    .when(asksToChange(1))
    .thenExpect(refused('not-verified'));
  given(admin).when(asksToChange(1)).thenExpect(refused('not-verified'));
});
