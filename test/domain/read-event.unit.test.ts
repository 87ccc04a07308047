import { describe, expect, it } from 'vitest';
import { core } from 'zod';
import { readEvent } from '../../domain/emergency/events.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { UnknownEvent } from '../../domain/ledger/event-definition.ts';
import { emergencyRemoved } from '../kit/location-events.ts';

const event = {
  v: 1,
  stream: 'location/Manila',
  seq: 1,
  id: '01KPGJP0000000000000000001',
  schema: 2,
  at: '2026-11-22T08:00:00.000Z',
  actor: 'admin/admin-1',
  contactId: 'call-1',
  step: 'change',
  ...emergencyRemoved(),
  prev: '0'.repeat(64),
};
const reading = (changed: object) => () => readEvent(canonical({ ...event, ...changed }));

describe('reading an event', () => {
  it('returns it as it was written', () => {
    expect(reading({})()).toStrictEqual(event);
  });

  it.each(['EmergencyVanished', 'PinIssued', 'constructor', 'toString', '__proto__'])(
    'names an event of an unknown type of its stream: %s',
    (type) => {
      expect(reading({ type })).toThrow(UnknownEvent);
      expect(reading({ type })).toThrow(
        `unknown event type ${type} in location/Manila (event 01KPGJP0000000000000000001)`,
      );
    },
  );

  it('names an unknown stream kind', () => {
    expect(reading({ stream: 'city/Manila' })).toThrow(UnknownEvent);
    expect(reading({ stream: 'city/Manila' })).toThrow(
      'unknown stream kind: city/Manila (event 01KPGJP0000000000000000001)',
    );
  });

  it('names an envelope of a newer version, whatever else it has', () => {
    expect(reading({ v: 3, note: 'x' })).toThrow(UnknownEvent);
    expect(reading({ v: 3 })).toThrow("envelope 3 is newer than this version's 2");
  });

  it('names an event of a newer version', () => {
    expect(reading({ schema: 3 })).toThrow(UnknownEvent);
    expect(reading({ schema: 3 })).toThrow("EmergencyRemoved schema 3 is newer than this version's 2");
  });

  it.each([
    ['a fact too many', { data: { ...event.data, note: 'x' } }],
    ['a fact too few', { data: { locationId: 'Manila' } }],
    ['a fact of another kind', { data: { ...event.data, reaffirmed: 'no' } }],
    ['no facts', { data: null }],
    ['a field too many', { note: 'x' }],
    ['a version of the envelope that never was', { v: 0 }],
    ['no sequence number', { seq: 0 }],
    ['an id that is no ULID', { id: '01KPGJP000000000000000000I' }],
    ['a time without milliseconds', { at: '2026-11-22T08:00:00Z' }],
    ['a time in another zone', { at: '2026-11-22T08:00:00.000+08:00' }],
    ['an invalid actor', { actor: 'somebody' }],
    ['a step with a space', { step: 'a step' }],
    ['a contact id that is a path', { contactId: '../x' }],
    ['a hash in capitals', { prev: 'A'.repeat(64) }],
    ['a stream of many parts', { stream: 'location/Manila/2' }],
  ])('refuses an event with %s', (_, changed) => {
    expect(reading(changed)).toThrow(core.$ZodError);
  });

  it('refuses an event of an unknown kind of stream', () => {
    expect(reading({ stream: 'city/Manila' })).toThrow(UnknownEvent);
  });

  it.each(['', 'null', '[]', '"text"', '{'])('refuses what is not an event: %s', (text) => {
    expect(() => readEvent(text)).toThrow();
  });
});
