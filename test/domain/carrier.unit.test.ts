import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/emergency/admin/decide.ts';
import type { Phone } from '../../domain/emergency/ports.ts';
import { askForPin, change, enroll, limits, MOBILE, pinRefused, revoke } from '../kit/admin-events.ts';
import { given, played } from '../kit/given.ts';

const MOVED = { ...MOBILE, carrier: 'M1', mnc: '03' };
const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, ...commands));

describe('a number that moved to another carrier since it was enrolled', () => {
  it('is sent no PIN', () => {
    after(enroll())
      .when(askForPin(0, { phone: MOVED }))
      .thenExpect(pinRefused('carrier-changed'));
  });

  it('is sent a PIN once it is enrolled with the new carrier, or the entry is changed', () => {
    const again = [revoke(), enroll({ phone: MOVED })];
    for (const [numberSeq, ...commands] of [
      [3, ...again],
      [1, change({ phone: MOVED, numberChanged: false })],
    ] as const)
      expect(after(enroll(), ...commands).when(askForPin(0, { phone: MOVED, numberSeq })).decided.type).toBe(
        'PinIssued',
      );
  });

  it('is sent a PIN, with the carrier recorded, where the configuration allows it', () => {
    const allowed = { phone: MOVED, limits: limits({ onCarrierChange: 'allow' }) };
    expect(after(enroll()).when(askForPin(0, allowed)).decided).toMatchObject({
      type: 'PinIssued',
      data: { phone: { carrier: 'M1' } },
    });
  });

  const UNNAMED = { ...MOBILE, carrier: null, mcc: null, mnc: null };
  const byName = (carrier: string) => ({ ...UNNAMED, carrier });
  const byCode = (mcc: string, mnc: string) => ({ ...UNNAMED, mcc, mnc });
  const decided = (then: Phone, now: Phone) =>
    after(enroll({ phone: then })).when(askForPin(0, { phone: now })).decided.type;

  it.each([
    ['the carrier is not known now', MOBILE, UNNAMED],
    ['the carrier was not known when it was enrolled', UNNAMED, MOVED],
    ['the carrier is known neither time', UNNAMED, UNNAMED],
    ['one time only the name is known, the other only the code', byName('Singtel'), byCode('525', '03')],
    ['the name agrees and the code does not', MOBILE, { ...MOBILE, mnc: '02' }],
    ['the code agrees and the name does not', MOBILE, { ...MOBILE, carrier: 'SINGTEL MOBILE' }],
    ['half a code differs and the name is unknown', { ...UNNAMED, mcc: '525' }, byCode('502', '01')],
  ])('is not detected when %s', (_, then, now) => {
    expect(decided(then, now)).toBe('PinIssued');
  });

  it.each([
    ['the name alone is known and differs', byName('Singtel'), byName('M1')],
    ['the code alone is known and its network differs', byCode('525', '01'), byCode('525', '03')],
    ['the code alone is known and its country differs', byCode('525', '01'), byCode('502', '01')],
    ['name and code differ', MOBILE, MOVED],
    ['the name differs and no code was recorded', byName('Singtel'), MOVED],
  ])('is detected when %s', (_, then, now) => {
    expect(decided(then, now)).toBe('PinIssueRefused');
  });

  it('is refused as not mobile first, when it is not mobile', () => {
    after(enroll())
      .when(askForPin(0, { phone: { ...MOVED, type: 'VOIP' } }))
      .thenExpect(pinRefused('not-mobile'));
  });
});
