import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Listing, OpenChallenge } from '../../domain/emergency/admin/state.ts';
import { type ChangeEmergency, location, type Requester } from '../../domain/emergency/location/decide.ts';
import type { Status } from '../../domain/emergency/location/state.ts';
import { given } from '../kit/given.ts';
import { administrator, set, WEATHER } from '../kit/location-events.ts';

const request = { locationId: 'Manila', requester: administrator(), heardSeq: 0, contactId: 'call-1', at: 0 };

describe('what does not compile', () => {
  it('is a change that sets an emergency without its messages, or removes one with messages', () => {
    // @ts-expect-error no messages
    const silent: ChangeEmergency = { ...request, action: 'set', emergencyType: 'weather', expiresAt: null };
    // @ts-expect-error no type
    const untyped: ChangeEmergency = { ...request, action: 'set', ...WEATHER };
    // @ts-expect-error messages of an unknown type
    const unknown: ChangeEmergency = { ...request, action: 'set-unknown-type', messages: WEATHER.messages };
    // @ts-expect-error no such action
    const other: ChangeEmergency = { ...request, action: 'clear' };
    expect([silent, untyped, unknown, other]).toHaveLength(4);
  });

  it('is a requester who is an administrator and an operator at once, or an operator without a reason', () => {
    // @ts-expect-error no reason
    const operator: Requester = { kind: 'operator', principal: 'alice' };
    // @ts-expect-error an unknown caller with an id
    const stranger: Requester = { kind: 'unknown', adminId: 'admin-1' };
    expect([operator, stranger]).toHaveLength(2);
  });

  it('is an administrator who is revoked with a session, or erased with an entry', () => {
    expectTypeOf<Extract<Listing, { status: 'revoked' }>>().not.toHaveProperty('session');
    expectTypeOf<Extract<Listing, { status: 'erased' }>>().toEqualTypeOf<{ status: 'erased' }>();
    expectTypeOf<Extract<OpenChallenge, { kind: 'totp' }>>().not.toHaveProperty('tag');
    expectTypeOf<Extract<OpenChallenge, { kind: 'sms' }>['tag']>().toEqualTypeOf<string>();
  });

  it('is a status that is on without a type', () => {
    expectTypeOf<Extract<Status, { emergency: true }>['emergencyType']>().toEqualTypeOf<string>();
    expectTypeOf<Extract<Status, { emergency: false }>['emergencyType']>().toEqualTypeOf<null>();
  });
});

describe('a decider with an unknown command', () => {
  it('throws and decides nothing', () => {
    const cleared = { ...set(1), action: 'clear' } as unknown as ChangeEmergency;
    expect(() => given(location).when(cleared)).toThrow('not one of the known cases');
    const somebody = { ...set(1), requester: { kind: 'somebody' } } as unknown as ChangeEmergency;
    expect(() => given(location).when(somebody)).toThrow('not one of the known cases');
  });
});
