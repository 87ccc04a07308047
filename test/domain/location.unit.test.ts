import { describe, expect, it } from 'vitest';
import { location } from '../../domain/emergency/location/decide.ts';
import { isOn } from '../../domain/emergency/location/state.ts';
import { given, played } from '../kit/given.ts';
import { emergencyRemoved, emergencySet, remove, set, VERIFIED_BY, WEATHER } from '../kit/location-events.ts';
import { at, instantId } from '../kit/moving-system.ts';

const FIRE = {
  messages: { 'en-US': 'Evacuated.' },
  laterMessages: { 'en-US': 'Evacuated on Sunday.' },
  expiresAt: null,
};

describe('a location', () => {
  it('is not set up before the first change', () => {
    expect(given(location).state.status).toBeNull();
  });

  it('is put into an emergency, with the exact words and the verified administrator', () => {
    given(location)
      .when(set(1))
      .thenExpect({
        type: 'EmergencySet',
        data: {
          locationId: 'Manila',
          by: { adminId: 'admin-1', maskedNumber: '+65******01' },
          verifiedBy: VERIFIED_BY,
          breakGlass: null,
          reaffirmed: false,
          emergencyType: 'weather',
          messages: { 'en-US': 'Closed because of weather.' },
          laterMessages: { 'en-US': 'Closed because of weather since Sunday.' },
          expiresAt: null,
        },
      });
  });

  it('is taken out again', () => {
    given(location, emergencySet())
      .when(remove(1, { heardSeq: 1 }))
      .thenExpect(emergencyRemoved());
  });

  it('is set up by a first remove, which reaffirms nothing', () => {
    given(location).when(remove(1)).thenExpect(emergencyRemoved());
    expect(given(location, emergencyRemoved()).state.status).toMatchObject({
      seq: 1,
      emergency: false,
      emergencyType: null,
      messages: {},
      laterMessages: {},
      expiresAt: null,
    });
  });

  it('is confirmed in the same emergency: recorded as reaffirmed', () => {
    given(location, emergencySet())
      .when(set(1, { heardSeq: 1 }))
      .thenExpect(emergencySet({ reaffirmed: true }));
  });

  it('is confirmed as normal: recorded as reaffirmed', () => {
    given(location, emergencyRemoved())
      .when(remove(1, { heardSeq: 1 }))
      .thenExpect(emergencyRemoved({ reaffirmed: true }));
  });

  it('goes from one type of emergency to another in one event', () => {
    given(location, emergencySet())
      .when(set(1, { heardSeq: 1, emergencyType: 'fire-alarm', ...FIRE }))
      .thenExpect(emergencySet({ emergencyType: 'fire-alarm', ...FIRE }));
  });

  it('has its last set or remove as its whole state', () => {
    const both = played(location, set(1), remove(2, { heardSeq: 1 }), set(3, { heardSeq: 2 }));
    expect(given(location, ...both).state.status).toStrictEqual({
      seq: 3,
      eventId: instantId(at(3), 3),
      at: new Date(at(3)).toISOString(),
      emergency: true,
      emergencyType: 'weather',
      ...WEATHER,
      by: 'admin-1 +65******01',
    });
  });
});

describe('an emergency with an end', () => {
  const untilTen = { messages: WEATHER.messages, expiresAt: new Date(at(10)).toISOString() };
  const ending = given(location, emergencySet(untilTen));

  it('is on before its end and off from that millisecond on', () => {
    const status = ending.state.status ?? { emergency: false, expiresAt: null };
    expect([at(9.999), at(10), at(10.001)].map((now) => isOn(status, now))).toStrictEqual([
      true,
      false,
      false,
    ]);
    expect(isOn({ emergency: true, expiresAt: null }, Number.MAX_SAFE_INTEGER)).toBe(true);
    expect(isOn({ emergency: false, expiresAt: null }, 0)).toBe(false);
  });

  it('is reaffirmed while it is on, and set again once it has ended', () => {
    const again = (seconds: number) => set(seconds, { heardSeq: 1, ...untilTen });
    ending.when(again(9.999)).thenExpect(emergencySet({ ...untilTen, reaffirmed: true }));
    ending.when(again(10)).thenExpect(emergencySet({ ...untilTen, reaffirmed: false }));
  });

  it('is removed before its end, or confirmed as ended after it', () => {
    ending.when(remove(9.999, { heardSeq: 1 })).thenExpect(emergencyRemoved({ reaffirmed: false }));
    ending.when(remove(10, { heardSeq: 1 })).thenExpect(emergencyRemoved({ reaffirmed: true }));
  });
});
