import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import type { LocationEvent } from '../../domain/emergency/location/events.ts';
import { given, type Past } from '../kit/given.ts';
import {
  administrator,
  emergencyRemoved,
  emergencySet,
  remove,
  set,
  setUnknownType,
  WEATHER,
} from '../kit/location-events.ts';
import { at } from '../kit/moving-system.ts';

const ended = { ...WEATHER, expiresAt: new Date(at(1)).toISOString() };
const STATES: Record<string, Past<LocationEvent>[]> = {
  'not set up': [],
  normal: [emergencyRemoved()],
  emergency: [emergencySet()],
  'other emergency': [emergencySet({ emergencyType: 'fire-alarm' })],
  ended: [emergencySet(ended)],
};

const CIRCUMSTANCES = [
  { requester: { kind: 'unknown' } as const },
  { requester: administrator({ verification: null }) },
  { requester: administrator({ locations: ['Sydney'] }) },
  { heardSeq: 99 },
  {},
];

describe('every command to a location’s stream in every state', () => {
  it.each([
    ['not set up', 'EmergencySet', 'EmergencyRemoved'],
    ['normal', 'EmergencySet', 'EmergencyRemoved again'],
    ['emergency', 'EmergencySet again', 'EmergencyRemoved'],
    ['other emergency', 'EmergencySet', 'EmergencyRemoved'],
    ['ended', 'EmergencySet', 'EmergencyRemoved again'],
  ])('becomes one event that can be read again: %s', (state, onSet, onRemove) => {
    const before = given(location, ...(STATES[state] ?? []));
    const heardSeq = before.state.status?.seq ?? 0;
    const becomes = (command: typeof remove) =>
      CIRCUMSTANCES.map((more) => {
        const { type, data } = before.when(command(5, { heardSeq, ...more })).decided;
        return 'reason' in data ? data.reason : `${type}${data.reaffirmed ? ' again' : ''}`;
      });
    const refused = ['not-verified', 'not-verified', 'not-permitted', 'changed-since-heard'];
    expect(becomes(set)).toStrictEqual([...refused, onSet]);
    expect(becomes(remove)).toStrictEqual([...refused, onRemove]);
    expect(becomes((seconds, more) => setUnknownType(seconds, 'flood', more))[4]).toBe('unknown-type');
  });
});
