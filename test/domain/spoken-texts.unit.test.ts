import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../domain/config/parse-config.ts';
import { changed, faults } from '../kit/config.ts';

const MESSAGE = 'emergencyTypes.0.message.en-US';
const MESSAGE_PLACE = 'emergencyTypes[0] (weather).message.en-US';

describe('a text that callers would hear otherwise than it is written is a fault of the configuration', () => {
  it.each<[string, string, string]>([
    ['Closed since {when}.', '{when}', 'an unknown placeholder'],
    ['Closed since {Time}.', '{Time}', 'another case'],
    ['Closed since { time }.', '{ time }', 'spaces within'],
    ['Closed since {}.', '{}', 'nothing within'],
    ['Closed since {time.', '{', 'an open brace'],
    ['Closed since time}.', '}', 'a closing brace'],
    ['Closed since {{time}}.', '{', 'two braces'],
    ['Closed: {constructor}.', '{constructor}', 'a name that every object has'],
  ])('%s', (text, found) => {
    expect(faults(changed(MESSAGE, text))).toStrictEqual([
      `${MESSAGE_PLACE}: ${found} is not a placeholder and would be read out; use {location}, {time}, {date}, {weekday}`,
    ]);
  });

  it.each([
    ['name.en-US', 'nothing is filled in here'],
    ['normal.en-US', 'use {location}'],
    ['whenUnknown.en-US', 'use {location}'],
  ])('a placeholder in a location’s %s that is not filled in there', (field, instead) => {
    expect(faults(changed(`locations.2.${field}`, 'Sydney at {time}'))).toStrictEqual([
      `locations[2] (Sydney).${field}: {time} is not a placeholder and would be read out; ${instead}`,
    ]);
  });

  const OTHERS: [text: string, says: RegExp][] = [
    ['Open, $.Attributes.greeting', /: \$\. begins a reference, which Connect would resolve/],
    ['Open, $.External.x', /: \$\. begins a reference/],
    ["Open, $['Attributes']", /: \$\. begins a reference/],
    ['<speak>Open</speak>', /: has markup \(< or &…;\), which would be read out/],
    ['Open <break time="1s"/> now', /: has markup/],
    ['Open &amp; staffed', /: has markup/],
    ['Open &#233;', /: has markup/],
  ];
  const FIELDS: [path: string, place: string][] = [
    [MESSAGE, MESSAGE_PLACE],
    ['emergencyTypes.0.laterMessage.en-US', 'emergencyTypes[0] (weather).laterMessage.en-US'],
    ['emergencyTypes.0.name.en-US', 'emergencyTypes[0] (weather).name.en-US'],
    ['locations.1.normal.en-US', 'locations[1] (Manila).normal.en-US'],
    ['locations.1.whenUnknown.en-US', 'locations[1] (Manila).whenUnknown.en-US'],
    ['locations.1.name.en-US', 'locations[1] (Manila).name.en-US'],
    ['name', 'name'],
  ];
  it.each(OTHERS)('%s, wherever it is', (text, says) => {
    for (const [path, place] of FIELDS) {
      const [first = ''] = faults(changed(path, text.slice(0, 30)));
      expect(first.startsWith(`${place}: `)).toBe(true);
      expect(first).toMatch(says);
    }
  });

  it.each(['Open from 9 > 8 & later', 'A fee of 5$ applies.', 'Tom & Jerry; open', 'Price: $5.00'])(
    'but %s is none',
    (text) => expect(faults(changed('locations.1.normal.en-US', text))).toStrictEqual([]),
  );
});

describe('a voice that Amazon Polly does not have is a fault of the configuration', () => {
  const language = (code: string, voice: string, engine?: string) => {
    const config = JSON.parse(changed('languages.0', { code, voice, engine }));
    for (const { name, normal, whenUnknown } of config.locations)
      for (const texts of [name, normal, whenUnknown]) texts[code] = 'x';
    for (const { name, message, laterMessage = {} } of config.emergencyTypes)
      for (const texts of [name, message, laterMessage]) texts[code] = 'x';
    return faults(JSON.stringify(config));
  };

  it.each([
    ['en-US', 'Joanna'],
    ['en-US', 'Danielle', 'Generative'],
    ['en-US', 'Tiffany', 'Generative'],
    ['en-GB', 'Amy', 'Standard'],
    ['de-DE', 'Vicki'],
    ['hi-IN', 'Kajal'],
    ['hi-IN', 'Aditi', 'Standard'],
    ['cmn-CN', 'Zhiyu'],
    ['yue-CN', 'Hiujin'],
    ['is-IS', 'Dora', 'Standard'],
  ])('%s %s %s exists', (code, voice, engine?: string) => {
    expect(language(code, voice, engine)).toStrictEqual([]);
  });

  it.each<[string, string, string | undefined, string]>([
    [
      'en-US',
      'Joana',
      undefined,
      'languages[0] (en-US).voice: Amazon Polly has no voice Joana for en-US (as of ',
    ],
    ['en-US', 'joanna', undefined, 'languages[0] (en-US).voice: Amazon Polly has no voice joanna for en-US'],
    ['en-GB', 'Joanna', undefined, 'languages[0] (en-GB).voice: Amazon Polly has no voice Joanna for en-GB'],
    ['de-DE', 'constructor', undefined, 'languages[0] (de-DE).voice: Amazon Polly has no voice constructor'],
    ['fil-PH', 'Joanna', undefined, 'languages[0] (fil-PH).code: Amazon Polly has no voice for fil-PH'],
    [
      'en-AU',
      'Nicole',
      undefined,
      'languages[0] (en-AU).engine: Amazon Polly has Nicole with the engine Standard',
    ],
    [
      'en-US',
      'Ruth',
      'Standard',
      'languages[0] (en-US).engine: Amazon Polly has Ruth with the engine Neural or Generative',
    ],
    [
      'en-US',
      'Ivy',
      'Generative',
      'languages[0] (en-US).engine: Amazon Polly has Ivy with the engine Standard or Neural',
    ],
  ])('%s %s %s does not', (code, voice, engine, says) => {
    const [first = '', ...others] = language(code, voice, engine);
    expect(first.startsWith(says)).toBe(true);
    expect(others).toStrictEqual([]);
  });
});

describe('a text that takes long to say is warned of, in seconds', () => {
  const warnings = (path: string, text: string) => checkConfig(changed(path, text), 'x').warnings;

  it.each([
    ['letters', 'We are closed. '.repeat(60), 60],
    ['syllables', '我们今天关门了。'.repeat(40), 59],
  ])('in %s', (_, text, seconds) => {
    expect(warnings(MESSAGE, text)).toStrictEqual([
      `${MESSAGE_PLACE}: takes about ${seconds} seconds to say; every caller waits that long. Shorten it to 30 seconds`,
    ]);
  });

  it('and one of thirty seconds is not', () => {
    expect(warnings('locations.0.normal.en-US', 'Open. '.repeat(75))).toStrictEqual([]);
  });
});
