import { describe, expect, it } from 'vitest';
import { core } from 'zod';
import { sha256 } from '../../adapters/sha256.ts';
import { location } from '../../domain/emergency/location/decide.ts';
import type { LocationEvent } from '../../domain/emergency/location/events.ts';
import { genesis, leafHash } from '../../domain/ledger/chain.ts';
import { fold } from '../../domain/ledger/decider.ts';
import { UnknownEvent } from '../../domain/ledger/event-definition.ts';
import { createItem, emptyHead } from '../../domain/ledger/item.ts';
import { emergencyRemoved, emergencySet } from '../kit/location-events.ts';
import { log } from '../kit/log.ts';
import { at, instantId } from '../kit/moving-system.ts';

const empty = emptyHead(log, 'location/Manila', location.initial);
const meta = (seconds: number, count: number) => ({
  id: instantId(at(seconds), count),
  at: new Date(at(seconds)).toISOString(),
  actor: 'admin/admin-1',
  contactId: 'call-1',
  step: `step-${count}`,
});
const first = createItem(log, location, empty, emergencySet(), meta(0, 1));
const second = createItem(log, location, first.head, emergencyRemoved(), meta(5, 2));
const writing =
  (decided: object, more: object = {}) =>
  () =>
    createItem(log, location, empty, decided as LocationEvent, { ...meta(0, 1), ...more });

describe('writing the next event of a stream', () => {
  it('puts the body, its hash and the copies for keys and indexes into one item', () => {
    const { item, event } = second;
    expect(item).toStrictEqual({
      pk: 'location/Manila',
      sk: 2,
      id: event.id,
      type: 'EmergencyRemoved',
      at: '2026-11-22T08:00:05.000Z',
      contactId: event.contactId,
      body: item.body,
      hash: leafHash(sha256, item.body),
      state: item.state,
      stateVersion: location.stateVersion,
      day: '2026-11-22#3',
    });
    expect(JSON.parse(item.body)).toStrictEqual(event);
    expect(JSON.parse(item.state)).toStrictEqual(fold(location, [first.event, second.event]));
  });

  it('starts at one with the genesis hash of the log, and continues densely from the hash before', () => {
    expect(first.event).toMatchObject({ seq: 1, prev: genesis(sha256, log.origin, 'location/Manila') });
    expect(second.event).toMatchObject({ seq: 2, prev: first.item.hash });
  });

  it('returns the head that the next event needs', () => {
    expect(second.head).toStrictEqual({
      stream: 'location/Manila',
      seq: 2,
      hash: second.item.hash,
      at: at(5),
      state: fold(location, [first.event, second.event]),
    });
  });

  it('repeats the last time rather than decrease it', () => {
    const late = createItem(log, location, second.head, emergencySet(), meta(-3600, 3));
    expect(late.item.at).toBe('2026-11-22T08:00:05.000Z');
    expect(late.event.at).toBe(late.item.at);
    expect(late.item.day.slice(0, 10)).toBe('2026-11-22');
  });

  it('has a text that must never change for the same event', () => {
    expect(first.item.hash).toBe('f3d9c3310c6f222b8c6dba39b85524cb5e2386d3cdc52044436cf8daaa804385');
  });

  it('refuses an event the stream does not know', () => {
    expect(writing({ type: 'PinIssued', data: {} })).toThrow(UnknownEvent);
    expect(writing({ type: 'toString', data: {} })).toThrow(UnknownEvent);
  });

  it.each([
    ['a fact left out', { data: {} }],
    ['an empty text', { data: { ...emergencySet().data, messages: { 'en-US': '' } } }],
    ['a fact too many', { data: { ...emergencySet().data, pin: 'x' } }],
  ])('refuses a payload that could not be read again: %s', (_, changed) => {
    expect(writing({ ...emergencySet(), ...changed })).toThrow(core.$ZodError);
  });

  it.each([
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['negative zero', -0],
    ['a fraction', 0.1],
    ['a date', new Date(0)],
  ])('refuses a payload that JSON would change: %s', (_, value) => {
    const data = { ...emergencySet().data, messages: { 'en-US': 'Closed.', 'de-DE': value } };
    expect(writing({ ...emergencySet(), data })).toThrow('body.data.messages.de-DE has no exact JSON');
  });

  it('lets neither the decided event nor the command choose its position', () => {
    const sneaked = { seq: 7, stream: 'location/Sydney', prev: '0'.repeat(64) };
    expect(writing({ ...emergencySet(), ...sneaked })().event).toStrictEqual(first.event);
    expect(writing(emergencySet(), sneaked)).toThrow(core.$ZodError);
  });

  it('refuses a command without metadata', () => {
    expect(writing(emergencySet(), { actor: 'me' })).toThrow(core.$ZodError);
    expect(writing(emergencySet(), { step: '' })).toThrow(core.$ZodError);
    expect(writing(emergencySet(), { note: 'x' })).toThrow(core.$ZodError);
  });
});
