import { describe, expect, it } from 'vitest';
import { type ChangeEmergency, location } from '../../domain/location.ts';
import { at } from '../doubles/moving-system.ts';
import { given } from '../given.ts';
import { caller, changeRefused, emergencySet, remove, set, VERIFIED_BY } from './location-story.ts';

const fresh = given(location);
const session = { contactId: 'call-1', verifiedAt: at(0), endsAt: at(300), eventId: VERIFIED_BY };

describe('a change is refused', () => {
  it('to a caller the log does not know', () => {
    fresh.when(set(1, { caller: null })).then(changeRefused('not-verified', { adminId: null }));
  });

  it('to an administrator not proven', () => {
    fresh.when(set(1, { caller: caller({ session: null }) })).then(changeRefused('not-verified'));
  });

  it('to an administrator proven on another call', () => {
    fresh.when(set(1, { contactId: 'call-2' })).then(changeRefused('not-verified'));
  });

  it('when the session has ended, to the millisecond', () => {
    const proven = caller({ session: { ...session, endsAt: at(300) } });
    fresh.when(set(299.999, { caller: proven })).then(emergencySet());
    fresh.when(set(300, { caller: proven })).then(changeRefused('not-verified'));
  });

  it('at a location that is not the administrator’s', () => {
    fresh.when(set(1, { caller: caller({ locations: ['Sydney'] }) })).then(changeRefused('not-permitted'));
    fresh.when(set(1, { caller: caller({ locations: ['Sydney', '*'] }) })).then(emergencySet());
  });

  it('for a type nobody configured', () => {
    fresh
      .when(set(1, { emergencyType: 'flood', emergency: null }))
      .then(changeRefused('unknown-type', { emergencyType: 'flood' }));
  });

  it('for no type at all: what was to be set is never removed', () => {
    given(location, emergencySet())
      .when(set(1, { heardSeq: 1, emergencyType: null }))
      .then(changeRefused('unknown-type', { emergencyType: null }));
  });

  it('when the status is not the one that was heard', () => {
    given(location, emergencySet()).when(set(1)).then(changeRefused('changed-since-heard'));
    fresh.when(set(1, { heardSeq: 1 })).then(changeRefused('changed-since-heard'));
    fresh.when(set(1, { heardSeq: -1 })).then(changeRefused('changed-since-heard'));
    given(location, emergencySet())
      .when(remove(1, { heardSeq: 0 }))
      .then(changeRefused('changed-since-heard', { action: 'remove', emergencyType: null }));
  });

  it('with the first reason that holds: not verified, not permitted, unknown type, changed since heard', () => {
    const changed: Partial<ChangeEmergency> = { heardSeq: 7 };
    const untyped = { ...changed, emergency: null };
    const elsewhere = { ...untyped, caller: caller({ locations: ['Sydney'] }) };
    const stranger = { ...untyped, caller: caller({ locations: ['Sydney'], session: null }) };
    fresh.when(set(1, changed)).then(changeRefused('changed-since-heard'));
    fresh.when(set(1, untyped)).then(changeRefused('unknown-type'));
    fresh.when(set(1, elsewhere)).then(changeRefused('not-permitted'));
    fresh.when(set(1, stranger)).then(changeRefused('not-verified'));
  });

  it('and leaves the status, and its number, as they were', () => {
    const refused = given(location, emergencySet(), changeRefused('not-permitted'));
    expect(refused.state.status).toStrictEqual(given(location, emergencySet()).state.status);
    refused.when(set(1, { heardSeq: 1 })).then(emergencySet({ reaffirmed: true }));
  });
});
