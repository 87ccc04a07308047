import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkConfig, parseConfig } from '../../domain/config/parse-config.ts';
import { faults, shipped } from '../kit/config.ts';

type Json = Record<string, unknown>;

const LOCATIONS: Json[] = [
  { id: 'New-York', timeZone: 'America/New_York' },
  { id: 'Manila', timeZone: 'Asia/Manila' },
];
const small = (change: Json = {}): string => {
  const { name, origin, sms, connect } = JSON.parse(shipped);
  return JSON.stringify({
    name,
    origin,
    languages: ['en-US', 'es-US'],
    locations: LOCATIONS,
    emergencyTypes: ['weather'],
    sms,
    connect,
    lines: {
      admin: ['+6568000001'],
      customer: [{ number: '+6568000002', locations: ['New-York', 'Manila'] }],
    },
    ...change,
  });
};
const parsed = (change: Json = {}) => parseConfig(small(change), 'line.config.json');
const warnings = (change: Json = {}) => checkConfig(small(change), 'line.config.json').warnings;
const withFirst = (more: Json) => ({ locations: [{ ...LOCATIONS[0], ...more }, LOCATIONS[1]] });

describe('a small configuration', () => {
  it('has texts of every location in every language, and voices', () => {
    const { languages, locations, emergencyTypes } = parsed();
    expect(languages).toStrictEqual([
      { code: 'en-US', voice: 'Joanna' },
      { code: 'es-US', voice: 'Lupe' },
    ]);
    expect(locations[0]).toStrictEqual({
      id: 'New-York',
      timeZone: 'America/New_York',
      name: { 'en-US': 'New York', 'es-US': 'New York' },
      normal: {
        'en-US': 'The New York contact centre is open as usual.',
        'es-US': 'El centro de contacto de New York está abierto como de costumbre.',
      },
      whenUnknown: {
        'en-US':
          'We cannot tell the state of the New York contact centre just now. Please try again in a few minutes.',
        'es-US':
          'En este momento no podemos saber el estado del centro de contacto de New York. Vuelva a intentarlo dentro de unos minutos.',
      },
    });
    expect(emergencyTypes[0]).toMatchObject({
      id: 'weather',
      name: { 'en-US': 'weather', 'es-US': 'mal tiempo' },
      defaultMinutes: null,
    });
    expect(Object.keys(emergencyTypes[0]?.laterMessage ?? {})).toStrictEqual(['en-US', 'es-US']);
  });

  it('means the same when it is written in full', () => {
    const full = parsed();
    expect(parseConfig(JSON.stringify(full), 'x')).toStrictEqual(full);
  });

  it('uses the line’s texts, and a location’s own instead', () => {
    const { locations } = parsed({
      normal: { 'en-US': '{location} is open.', 'es-US': '{location} abierto.' },
      ...withFirst({ normal: { 'en-US': '{location} never sleeps.', 'es-US': 'Siempre abierto.' } }),
    });
    expect(locations.map(({ normal }) => normal['en-US'])).toStrictEqual([
      'New York never sleeps.',
      'Manila is open.',
    ]);
  });

  it('takes a plain text for the first language, and a plain name for all', () => {
    const config = { languages: ['en-US'], normal: 'Hello from {location}.', ...withFirst({ name: 'NYC' }) };
    expect(parsed(config).locations[0]?.normal).toStrictEqual({ 'en-US': 'Hello from NYC.' });
    expect(parsed(withFirst({ name: 'NYC' })).locations[0]?.name).toStrictEqual({
      'en-US': 'NYC',
      'es-US': 'NYC',
    });
  });

  it.each([
    ['is-IS', { code: 'is-IS', voice: 'Dora', engine: 'Standard' }],
    [
      { code: 'en-US', engine: 'Generative' },
      { code: 'en-US', voice: 'Joanna', engine: 'Generative' },
    ],
  ])('has a default voice for %j', (written, full) => {
    const text = {
      normal: 'x',
      whenUnknown: 'x',
      emergencyTypes: [{ id: 'weather', name: 'x', message: 'x' }],
    };
    expect(parsed({ languages: [written], ...text }).languages).toStrictEqual([full]);
  });

  it('does not add the built-in text of later days to a message of one’s own', () => {
    const type = { id: 'weather', message: { 'en-US': 'Snow.', 'es-US': 'Nieve.' }, defaultMinutes: 60 };
    expect(parsed({ emergencyTypes: [type] }).emergencyTypes).toStrictEqual([
      { ...type, name: { 'en-US': 'weather', 'es-US': 'mal tiempo' } },
    ]);
  });
});

describe('one cause in a configuration is one fault, at the place that was written', () => {
  it.each<[string, Json, string]>([
    [
      'an unknown language',
      { languages: ['en-US', 'es-UK'] },
      'languages[1] (es-UK): Amazon Polly has no voice for es-UK (as of 2026-04-20); did you mean es-US?',
    ],
    [
      'a language without texts',
      { languages: ['en-US', 'fr-FR'] },
      'languages[1] (fr-FR): no text in fr-FR (built in: English and Spanish); write it in normal, whenUnknown, emergencyTypes[0] (weather)',
    ],
    ['a text for all locations in one language only', { normal: 'Open.' }, 'normal: has no text in es-US'],
    [
      'a placeholder of the text for all locations',
      { normal: { 'en-US': '{place} is open.', 'es-US': 'Abierto.' } },
      'normal.en-US: {place} is not a placeholder and would be read out; use {location}',
    ],
    [
      'a name that is read otherwise',
      withFirst({ name: 'New {York}' }),
      'locations[0] (New-York).name: {York} is not a placeholder and would be read out; nothing is filled in here',
    ],
    [
      'a mistyped code of a text',
      { normal: { 'en-US': 'Open.', 'es-us': 'Abierto.' } },
      'normal.es-us: no language has the code es-us; did you mean es-US?',
    ],
    [
      'a mistyped id on two numbers',
      {
        lines: {
          admin: ['+6568000001'],
          customer: [
            { number: '+6568000002', locations: ['Manilla', 'New-York'] },
            { number: '+6568000003', locations: ['Manilla'] },
          ],
        },
      },
      'lines.customer: no location has the id Manilla; did you mean Manila?; it is in lines.customer[0] (+6568000002).locations, lines.customer[1] (+6568000003).locations',
    ],
    [
      'a mistyped type',
      { emergencyTypes: ['wether'] },
      'emergencyTypes[0] (wether): write what callers hear: wether is not a built-in type (weather, fire-alarm, facility-issue, extended-wait); did you mean weather?',
    ],
    [
      'a mistyped time zone',
      { locations: [LOCATIONS[0], { id: 'Manila', timeZone: 'Asia/Manilla' }] },
      'locations[1] (Manila).timeZone: not a time zone of the IANA database, such as Asia/Manila; did you mean Asia/Manila?',
    ],
  ])('%s', (_, change, fault) => {
    expect(faults(small(change))).toStrictEqual([fault]);
  });

  it.each<[string, Json, RegExp]>([
    ['a field', { emergencyType: [] }, /did you mean emergencyTypes\?$/],
    ['a field of an item', withFirst({ timezone: 'UTC' }), /^locations\[0\] .*did you mean timeZone\?$/],
    [
      'a provider',
      { sms: { provider: 'end-user-mesaging', senderId: 'X' } },
      /^sms\.provider: .*did you mean end-user-messaging\?$/,
    ],
    [
      'a voice',
      { languages: ['es-US', { code: 'en-US', voice: 'Joana' }] },
      /^languages\[1\] \(en-US\)\.voice: .*did you mean Joanna\?$/,
    ],
    [
      'an engine',
      { languages: ['es-US', { code: 'en-US', engine: 'Neurall' }] },
      /^languages\[1\] \(en-US\)\.engine: .*did you mean Neural\?$/,
    ],
  ])('with the known word near %s', (_, change, says) => {
    expect(faults(small(change))).toStrictEqual([expect.stringMatching(says)]);
  });
});

describe('what works but is surely not meant is warned of', () => {
  const CHOOSE = /^languages\[1\] \(es-US\): no caller of the line's numbers can choose es-US/;

  it.each<[string, Json, RegExp]>([
    [
      'a location on no number',
      { lines: { admin: ['+6568000001'], customer: [{ number: '+6568000002', locations: ['Manila'] }] } },
      /^locations\[0\] \(New-York\): no number of lines\.customer has it/,
    ],
    [
      'a text that nobody hears',
      withFirst({ name: { 'en-US': 'NYC', 'es-US': 'NYC', 'de-DE': 'NYC' } }),
      /^locations\[0\] \(New-York\)\.name\.de-DE: nobody hears this text: languages has no de-DE$/,
    ],
    [
      'two of the same name',
      withFirst({ name: 'manila' }),
      /^locations\[1\] \(Manila\)\.id: “Manila” is also the name of another one$/,
    ],
    [
      'waits that never grow',
      { pin: { firstWaitSeconds: 60, longestWaitSeconds: 30 } },
      /^pin\.longestWaitSeconds: is shorter than firstWaitSeconds/,
    ],
  ])('%s', (_, change, says) => {
    expect(warnings(change)).toStrictEqual(
      expect.arrayContaining([expect.stringMatching(CHOOSE), expect.stringMatching(says)]),
    );
    expect(warnings(change)).toHaveLength(2);
  });

  it('a language nobody can choose, and nothing else in a sound configuration', () => {
    expect(warnings()).toStrictEqual([expect.stringMatching(CHOOSE)]);
    expect(warnings({ languages: ['en-US'] })).toStrictEqual([]);
  });
});

it('twelve locations in two languages take at most 40 lines', () => {
  const page = readFileSync('docs/configuration.md', 'utf8');
  const [, example = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
  expect(example.split('\n').length).toBeLessThanOrEqual(40);
  const { locations, languages } = parseConfig(example, 'docs/configuration.md');
  expect([locations.length, languages.length]).toStrictEqual([12, 2]);
});
