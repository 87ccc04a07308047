import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import { given } from '../kit/given.ts';
import {
  administrator,
  changeRefused,
  emergencySet,
  remove,
  set,
  setUnknownType,
  VERIFIED_BY,
} from '../kit/location-events.ts';
import { at } from '../kit/moving-system.ts';

const fresh = given(location);
const verification = { contactId: 'call-1', verifiedAt: at(0), endsAt: at(300), eventId: VERIFIED_BY };
const stranger = { kind: 'unknown' } as const;

describe('a change is refused', () => {
  it('to a caller who is not enrolled', () => {
    fresh.when(set(1, { requester: stranger })).thenExpect(changeRefused('not-verified', { adminId: null }));
  });

  it('to an administrator who is not verified', () => {
    fresh
      .when(set(1, { requester: administrator({ verification: null }) }))
      .thenExpect(changeRefused('not-verified'));
  });

  it('to an administrator verified on another call', () => {
    fresh.when(set(1, { contactId: 'call-2' })).thenExpect(changeRefused('not-verified'));
  });

  it('when the session has ended, to the millisecond', () => {
    const requester = administrator({ verification: { ...verification, endsAt: at(300) } });
    fresh.when(set(299.999, { requester })).thenExpect(emergencySet());
    fresh.when(set(300, { requester })).thenExpect(changeRefused('not-verified'));
  });

  it('at a location that is not the administrator’s', () => {
    const of = (...locations: string[]) => ({ requester: administrator({ locations }) });
    fresh.when(set(1, of('Sydney'))).thenExpect(changeRefused('not-permitted'));
    fresh.when(set(1, of('Sydney', '*'))).thenExpect(emergencySet());
  });

  it('for a type that is not configured', () => {
    fresh
      .when(setUnknownType(1, 'flood'))
      .thenExpect(changeRefused('unknown-type', { emergencyType: 'flood' }));
  });

  it('for a missing type, which is never taken as a removal', () => {
    given(location, emergencySet())
      .when(setUnknownType(1, null, { heardSeq: 1 }))
      .thenExpect(changeRefused('unknown-type', { emergencyType: null }));
  });

  it('when the status is not the one the caller heard', () => {
    given(location, emergencySet()).when(set(1)).thenExpect(changeRefused('changed-since-heard'));
    fresh.when(set(1, { heardSeq: 1 })).thenExpect(changeRefused('changed-since-heard'));
    fresh.when(set(1, { heardSeq: -1 })).thenExpect(changeRefused('changed-since-heard'));
    given(location, emergencySet())
      .when(remove(1, { heardSeq: 0 }))
      .thenExpect(changeRefused('changed-since-heard', { action: 'remove', emergencyType: null }));
  });

  it('with the first reason that applies: not verified, not permitted, unknown type, changed since heard', () => {
    const flood = { emergencyType: 'flood' };
    const by = (more: Parameters<typeof administrator>[0]) =>
      fresh.when(setUnknownType(1, 'flood', { heardSeq: 7, requester: administrator(more) }));
    fresh.when(set(1, { heardSeq: 7 })).thenExpect(changeRefused('changed-since-heard'));
    by({}).thenExpect(changeRefused('unknown-type', flood));
    by({ locations: ['Sydney'] }).thenExpect(changeRefused('not-permitted', flood));
    by({ locations: ['Sydney'], verification: null }).thenExpect(changeRefused('not-verified', flood));
  });

  it('and leaves the status and its sequence number unchanged', () => {
    const refused = given(location, emergencySet(), changeRefused('not-permitted'));
    expect(refused.state.status).toStrictEqual(given(location, emergencySet()).state.status);
    refused.when(set(1, { heardSeq: 1 })).thenExpect(emergencySet({ reaffirmed: true }));
  });
});
