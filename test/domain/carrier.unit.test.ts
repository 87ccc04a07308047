import { describe, expect, it } from 'vitest';
import { type AdminCommand, admin } from '../../domain/admin.ts';
import { given, played } from '../given.ts';
import { askForPin, change, enrol, limits, MOBILE, pinRefused } from './admin-story.ts';

const MOVED = { ...MOBILE, carrier: 'M1' };
const after = (...commands: AdminCommand[]) => given(admin, ...played(admin, ...commands));

describe('a number that moved to another carrier since it was enrolled', () => {
  it('is sent no PIN', () => {
    after(enrol())
      .when(askForPin(0, { phone: MOVED }))
      .then(pinRefused('carrier-changed'));
  });

  it('is sent one again once it is enrolled with the new carrier, or the entry is changed with it', () => {
    for (const again of [enrol({ phone: MOVED }), change({ phone: MOVED, numberChanged: false })])
      expect(
        after(enrol(), again).when(askForPin(0, { phone: MOVED, numberSeq: again.do === 'enroll' ? 2 : 1 }))
          .decided.type,
      ).toBe('PinIssued');
  });

  it('is sent one, with the carrier in the record, where the configuration allows it', () => {
    const allowed = { phone: MOVED, limits: limits({ onCarrierChange: 'allow' }) };
    expect(after(enrol()).when(askForPin(0, allowed)).decided).toMatchObject({
      type: 'PinIssued',
      data: { phone: { carrier: 'M1' } },
    });
  });

  it.each([
    ['now', { carrier: 'Singtel' }, { carrier: null }],
    ['when it was enrolled', { carrier: null }, { carrier: 'M1' }],
    ['either time', { carrier: null }, { carrier: null }],
  ])('is not taken for one when the carrier is not known %s', (_, then, now) => {
    const enrolled = after(enrol({ phone: { ...MOBILE, ...then } }));
    expect(enrolled.when(askForPin(0, { phone: { ...MOBILE, ...now } })).decided.type).toBe('PinIssued');
  });

  it('is told to be no mobile first, when it is none', () => {
    after(enrol())
      .when(askForPin(0, { phone: { ...MOVED, type: 'VOIP' } }))
      .then(pinRefused('not-mobile'));
  });
});
