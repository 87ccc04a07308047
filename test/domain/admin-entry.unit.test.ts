import { describe, expect, it } from 'vitest';
import { admin } from '../../domain/emergency/admin/decide.ts';
import { profileOf } from '../../domain/emergency/admin/state.ts';
import { askForPin, change, enroll, MOBILE, newPin, pinRefused, revoke, type } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

describe("an administrator's entry", () => {
  it('is created by enrolling, with the whole entry in the event', () => {
    const { do: _, isNumberTaken: __, ...entry } = enroll();
    given(admin).when(enroll()).thenExpect({ type: 'AdminEnrolled', data: entry });
  });

  it('is changed by an event that carries the whole new entry', () => {
    const changed = change({ locations: ['*'], numberChanged: false });
    const { do: _, isNumberTaken: __, ...entry } = changed;
    given(admin, ...played(admin, enroll()))
      .when(changed)
      .thenExpect({ type: 'AdminChanged', data: entry });
  });

  it('is not written with a number that another administrator has', () => {
    const taken = (act: 'enroll' | 'change') =>
      ({
        type: 'AdminActRefused',
        data: { adminId: 'admin-1', act, reason: 'number-taken', breakGlass: null },
      }) as const;
    given(admin)
      .when(enroll({ isNumberTaken: true }))
      .thenExpect(taken('enroll'));
    given(admin, ...played(admin, enroll()))
      .when(change({ isNumberTaken: true }))
      .thenExpect(taken('change'));
  });

  it('is enrolled only once', () => {
    given(admin, ...played(admin, enroll()))
      .when(enroll())
      .thenExpect({
        type: 'AdminActRefused',
        data: { adminId: 'admin-1', act: 'enroll', reason: 'already-enrolled', breakGlass: null },
      });
  });

  it('is revoked with a reason', () => {
    given(admin, ...played(admin, enroll()))
      .when(revoke())
      .thenExpect({ type: 'AdminRevoked', data: { adminId: 'admin-1', reason: 'left' } });
  });

  it('carries the sequence number of its last change, so that the directory can ignore older events', () => {
    const listSeq = (...commands: Parameters<typeof admin.decide>[1][]) =>
      given(admin, ...played(admin, ...commands)).state.listSeq;
    expect(listSeq()).toBe(0);
    expect(listSeq(enroll())).toBe(1);
    expect(listSeq(enroll(), askForPin(0))).toBe(1);
    expect(listSeq(enroll(), askForPin(0), change())).toBe(3);
    expect(listSeq(enroll(), change(), revoke())).toBe(3);
    expect(listSeq(enroll(), change(), revoke(), enroll())).toBe(4);
  });

  it('stays revoked when it is changed: only enrolling gives access again', () => {
    const off = given(admin, ...played(admin, enroll(), revoke(), change({ numberChanged: false })));
    expect(off.state.listing.status).toBe('revoked');
    off.when(askForPin(0)).thenExpect(pinRefused('revoked'));
    const back = given(admin, ...played(admin, enroll(), revoke(), enroll()));
    expect(back.when(askForPin(0, { numberSeq: 3 })).decided.type).toBe('PinIssued');
  });

  it('keeps the sequence number of the event that set the phone number, until the number changes', () => {
    const numberSeq = (...commands: Parameters<typeof admin.decide>[1][]) =>
      profileOf(given(admin, ...played(admin, ...commands)).state)?.numberSeq;
    expect(numberSeq(enroll(), change({ numberChanged: false }))).toBe(1);
    expect(numberSeq(enroll(), change({ numberChanged: true }))).toBe(2);
  });

  it('voids every PIN and session when it changes', () => {
    const verified = played(admin, enroll(), ...newPin(1, 0), type('right', 1), ...newPin(2, 2));
    expect(given(admin, ...verified).state).toMatchObject({
      listing: { session: { contactId: 'call-1' }, challenges: [{}] },
    });
    const after = (command: ReturnType<typeof change | typeof revoke | typeof enroll>) =>
      given(admin, ...verified, given(admin, ...verified).when(command).decided).state.listing;
    expect(after(change())).toMatchObject({ session: null, challenges: [] });
    expect(Object.keys(after(revoke()))).toStrictEqual(['status', 'profile']);
  });

  it('refuses a PIN to a caller found under an older number', () => {
    const moved = given(admin, ...played(admin, enroll(), change()));
    moved.when(askForPin(0, { numberSeq: 1 })).thenExpect(pinRefused('revoked'));
    expect(moved.when(askForPin(0, { numberSeq: 2, phone: MOBILE })).decided.type).toBe('PinIssued');
  });
});
