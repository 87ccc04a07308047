import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import { askForPin, enroll, revoke } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const erase: AdminCommand = { do: 'erase', adminId: 'admin-1', basis: 'left the company' };
const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, ...commands));

describe('an administrator who is erased', () => {
  it('is erased by one event with the legal basis', () => {
    after(enroll())
      .when(erase)
      .thenExpect({ type: 'AdminErased', data: { adminId: 'admin-1', basis: 'left the company' } });
  });

  it('has no entry, no session and no open PIN, but stays marked as erased', () => {
    const { state } = after(enroll(), erase);
    expect([state.listing, state.listSeq]).toStrictEqual([{ status: 'erased' }, 2]);
  });

  it('stays erased when it is revoked', () => {
    const revoked = after(enroll(), erase, revoke());
    expect(revoked.state.listing).toStrictEqual({ status: 'erased' });
    expect(revoked.when(enroll()).decided.type).toBe('AdminActRefused');
  });

  it('is sent no PIN', () => {
    const refused = { adminId: 'admin-1', reason: 'revoked' as const, scope: null, until: null };
    after(enroll(), erase).when(askForPin(1)).thenExpect({ type: 'PinIssueRefused', data: refused });
  });

  it.each(['enroll', 'change'] as const)('cannot be enrolled again (%s)', (act) => {
    after(enroll(), erase)
      .when({ ...enroll(), do: act } as AdminCommand)
      .thenExpect({
        type: 'AdminActRefused',
        data: { adminId: 'admin-1', act, reason: 'erased', breakGlass: null },
      });
  });

  it('may be erased again, in case the key was not deleted the first time', () => {
    after(enroll(), erase)
      .when(erase)
      .thenExpect({ type: 'AdminErased', data: { adminId: 'admin-1', basis: 'left the company' } });
  });
});
