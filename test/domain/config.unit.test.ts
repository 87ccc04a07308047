import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { changed, faults, shipped } from '../kit/config.ts';

describe('the configuration that ships', () => {
  it('is valid, with every limit of the PIN at its default', () => {
    expect(faults(shipped)).toStrictEqual([]);
    expect(parseConfig(shipped, 'x').pin).toStrictEqual({
      length: 6,
      lifeSeconds: 30,
      keypadSeconds: 30,
      triesPerChallenge: 3,
      challengesPerContact: 2,
      sendsPerTenMinutes: 3,
      sendsPerDay: 10,
      lastResortSeconds: 3600,
      sendsPerHour: 30,
      sendsPerHourAndAdmin: 2,
      reservePercent: 20,
      failedChallengesBeforeWait: 3,
      firstWaitSeconds: 30,
      longestWaitSeconds: 3600,
      failuresBeforeStop: 50,
      sessionSeconds: 300,
      onCarrierChange: 'refuse',
      changesPerSession: 10,
    });
  });

  it('lets emergencies last until they are removed, by default', () => {
    expect(
      parseConfig(shipped, 'x').emergencyTypes.map(({ defaultMinutes }) => defaultMinutes),
    ).toStrictEqual([null, null, null, null]);
  });

  it('keeps the other limits when one is changed', () => {
    const { pin } = parseConfig(changed('pin.length', 8), 'x');
    expect([pin.length, pin.lifeSeconds]).toStrictEqual([8, 30]);
  });
});

describe('the words of an emergency', () => {
  const saying = (message: string, name: string) => {
    const config = JSON.parse(changed('emergencyTypes.0.message.en-US', message));
    config.locations[2].name['en-US'] = name;
    return faults(JSON.stringify(config));
  };
  const refused = [
    'emergencyTypes[0] (weather).message: longer than 1000 characters in en-US once {location} and {time} are filled in',
  ];

  it('must fit the event with the longest location name filled in', () => {
    expect(saying('{location}'.padEnd(990, 'x'), 'S'.repeat(20))).toStrictEqual([]);
    expect(saying('{location}'.padEnd(990, 'x'), 'S'.repeat(21))).toStrictEqual(refused);
  });

  it('must fit the event with the longest time of day, of twenty characters', () => {
    expect(saying('{time}'.padEnd(986, 'x'), 'Sydney')).toStrictEqual([]);
    expect(saying('{time}'.padEnd(987, 'x'), 'Sydney')).toStrictEqual(refused);
  });
});
