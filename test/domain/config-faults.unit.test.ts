import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from '../../domain/config/parse-config.ts';
import { changed, faults } from '../kit/config.ts';

const location = (id: string) => ({
  id,
  name: { 'en-US': id },
  timeZone: 'UTC',
  normal: { 'en-US': 'Open.' },
  whenUnknown: { 'en-US': 'Unknown.' },
});
const type = (id: string) => ({ id, name: { 'en-US': id }, message: { 'en-US': 'Closed.' } });

describe('a fault of the configuration is reported with its path', () => {
  it.each<[string, string, unknown, string]>([
    [
      'a location twice',
      'locations.1',
      location('Singapore'),
      'locations: two locations have the id singapore, ignoring case',
    ],
    [
      'a location twice in different case',
      'locations.1',
      location('singapore'),
      'locations: two locations have the id singapore, ignoring case',
    ],
    ['a type twice', 'emergencyTypes.1', type('weather'), 'emergencyTypes: two types have the id weather'],
    [
      'a language twice',
      'languages.1',
      { code: 'en-US', voice: 'Matthew' },
      'languages: two languages have the code en-US',
    ],
    ['a number for two lines', 'lines.admin.0', '+6568000002', 'lines: +6568000002 is used for two lines'],
    [
      'a line to an unknown location',
      'lines.customer.0.locations.1',
      'Atlantis',
      'lines.customer[0] (+6568000002).locations: no location has the id Atlantis',
    ],
    [
      'a line to the same location twice',
      'lines.customer.0.locations.1',
      'Singapore',
      'lines.customer[0] (+6568000002).locations: Singapore is listed twice',
    ],
    [
      'a text missing in a language',
      'locations.2.normal',
      { 'de-DE': 'Offen.' },
      'locations[2] (Sydney).normal: has no text in en-US',
    ],
    [
      'an empty text',
      'emergencyTypes.0.message.en-US',
      '',
      'emergencyTypes[0] (weather).message.en-US: must not be empty',
    ],
    [
      'an unknown time zone',
      'locations.0.timeZone',
      'Asia/Atlantis',
      'locations[0] (Singapore).timeZone: not a time zone of the IANA database, such as Asia/Manila',
    ],
    [
      'an id with a space',
      'locations.0.id',
      'New York',
      'locations[0] (New York).id: ids are letters, digits, - and _, at most 40',
    ],
    [
      'an ARN of something else',
      'connect.instanceArn',
      'arn:aws:s3:::bucket',
      'connect.instanceArn: the ARN of a Connect instance',
    ],
    [
      'a number without its plus',
      'lines.customer.0.number',
      '6568000002',
      'lines.customer[0] (6568000002).number: a number in E.164, such as +6568000001',
    ],
    ['a PIN too short', 'pin.length', 3, 'pin.length: must be at least 4'],
    ['a PIN too long', 'pin.length', 9, 'pin.length: must be at most 8'],
    ['a PIN living too long', 'pin.lifeSeconds', 601, 'pin.lifeSeconds: must be at most 600'],
    ['half a try', 'pin.triesPerChallenge', 1.5, 'pin.triesPerChallenge: must be a whole number'],
    [
      'an unknown provider',
      'sms.provider',
      'pigeon',
      'sms.provider: must be one of pinpoint, end-user-messaging, end-user-messaging-notify',
    ],
    [
      'a language without its country',
      'languages.0.code',
      'en',
      'languages[0] (en).code: a language code such as en-US',
    ],
    ['an unknown key at the top', 'colour', 'red', '(the whole file): has an unknown field: "colour"'],
    ['an unknown key within', 'pin.lenght', 6, 'pin: has an unknown field: "lenght"; did you mean length?'],
    ['no locations', 'locations', [], 'locations: must not be empty'],
    ['no origin', 'origin', undefined, 'origin: is missing; it must be a text'],
  ])('%s', (_, path, value, fault) => {
    expect(faults(changed(path, value))[0]).toBe(fault);
  });

  it('together with all others', () => {
    const twice = JSON.parse(changed('emergencyTypes.1', type('weather')));
    twice.locations[1] = location('Singapore');
    expect(faults(JSON.stringify(twice))).toStrictEqual([
      'locations: two locations have the id singapore, ignoring case',
      'emergencyTypes: two types have the id weather',
      'lines.customer[0] (+6568000002).locations: no location has the id Manila',
    ]);
  });

  it.each(['', '{', 'null', '[]', '"text"', '{}'])('when it is not a configuration: %j', (text) => {
    expect(() => parseConfig(text, 'line.config.json')).toThrow(ConfigError);
    expect(() => parseConfig(text, 'line.config.json')).toThrow('line.config.json');
  });
});
