import { describe, expect, it } from 'vitest';
import { readEvent } from '../../domain/emergency/events.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import { given } from '../kit/given.ts';
import {
  changeRefused,
  emergencyRemoved,
  emergencySet,
  remove,
  set,
  setUnknownType,
} from '../kit/location-events.ts';

const breakGlass = { principal: 'alice', reason: 'The phone system is down.' };
const operator = { requester: { kind: 'operator', ...breakGlass } } as const;
const facts = { by: null, verifiedBy: null, breakGlass };

describe('a break-glass operator', () => {
  it('sets an emergency, recorded with name and reason', () => {
    given(location).when(set(1, operator)).thenExpect(emergencySet(facts));
    expect(given(location, emergencySet(facts)).state.status?.by).toBe('operator/alice');
  });

  it('removes an emergency, and needs no session', () => {
    given(location, emergencySet())
      .when(remove(9000, { ...operator, heardSeq: 1 }))
      .thenExpect(emergencyRemoved(facts));
  });

  it.each(['', '   '])('is refused without a reason (%j)', (reason) => {
    const silent = { principal: 'alice', reason };
    given(location)
      .when(set(1, { requester: { kind: 'operator', ...silent } }))
      .thenExpect(changeRefused('no-reason', { adminId: null, breakGlass: silent }));
  });

  it('is refused an unknown type and an outdated status, as everybody is', () => {
    given(location)
      .when(setUnknownType(1, 'weather', operator))
      .thenExpect(changeRefused('unknown-type', { adminId: null, breakGlass }));
    given(location, emergencySet())
      .when(set(1, operator))
      .thenExpect(changeRefused('changed-since-heard', { adminId: null, breakGlass }));
  });
});

describe('a change written before break-glass existed', () => {
  it('reads as a change made by phone', async () => {
    const { default: fixture } = await import('../fixtures/events/location/EmergencySet.v1.json', {
      with: { type: 'json' },
    });
    expect(readEvent(fixture.body).data).toMatchObject({ breakGlass: null, by: { adminId: 'admin-1' } });
  });
});
