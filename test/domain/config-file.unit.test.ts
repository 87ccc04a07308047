import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntaxFault } from '../../domain/config/json-syntax.ts';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { readConfig } from '../../handlers/read-config.ts';
import { changed, faults, shipped } from '../kit/config.ts';

const errorOf = (text: string): string => {
  try {
    parseConfig(text, 'line.config.json');
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('a configuration file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (bytes: Buffer) => {
    const LINE_CONFIG = join(folder, 'line.config.json');
    writeFileSync(LINE_CONFIG, bytes);
    return readConfig({ LINE_CONFIG });
  };

  it('may begin with a byte order mark and have CRLF line ends', () => {
    const text = `\uFEFF${shipped.replaceAll('\n', '\r\n')}`;
    expect(read(Buffer.from(text))).toStrictEqual(parseConfig(shipped, 'x'));
  });

  it.each<[string, Buffer]>([
    ['UTF-16', Buffer.from(`\uFEFF${shipped}`, 'utf16le')],
    ['Latin-1', Buffer.from(shipped.replace('Sydney', 'Zürich'), 'latin1')],
  ])('in %s is refused: its letters would be others', (_, bytes) => {
    expect(() => read(bytes)).toThrow('line.config.json is not UTF-8; save it with the encoding UTF-8');
  });
});

describe('a syntax error of the configuration is shown by line and column, with the line', () => {
  it.each<[string, string, string[]]>([
    [
      'a comma after the last value',
      '{\n  "name": "Line",\n}',
      ['line 3, column 1: expected a name in double quotes, found "}"', '  3 | }', '      ^'],
    ],
    [
      'a missing comma',
      '{\n  "name": "Line"\n  "origin": "x"\n}',
      ['line 3, column 3: expected a comma or }, found "\\""', '  3 |   "origin": "x"', '        ^'],
    ],
    [
      'a missing colon',
      '{"name" "Line"}',
      ['line 1, column 9: expected a colon, found "\\""', '  1 | {"name" "Line"}', '              ^'],
    ],
    [
      'a comment',
      '{\n\t// the line\n\t"name": 1}',
      [
        'line 2, column 2: expected a name in double quotes or }, found "/"',
        '  2 |  // the line',
        '       ^',
      ],
    ],
    [
      'single quotes',
      "{'name': 1}",
      [
        'line 1, column 2: expected a name in double quotes or }, found "\'"',
        "  1 | {'name': 1}",
        '       ^',
      ],
    ],
    [
      'a text without its end',
      '{"name": "Line\n}',
      [
        'line 1, column 10: expected a text that ends with a double quote on the same line; a quote or backslash in it is written \\" or \\\\, found "\\""',
        '  1 | {"name": "Line',
        '               ^',
      ],
    ],
    [
      'an unfinished list',
      '[1, 2',
      ['line 1, column 6: expected a comma or ], the file ends here', '  1 | [1, 2', '           ^'],
    ],
    [
      'a number with a leading zero',
      '[012]',
      ['line 1, column 2: expected a value or ], found "0"', '  1 | [012]', '       ^'],
    ],
    [
      'more after the end',
      '{} x',
      ['line 1, column 4: expected nothing more, found "x"', '  1 | {} x', '         ^'],
    ],
    ['nothing', '', ['line 1, column 1: expected a value, the file ends here', '  1 | ', '      ^']],
  ])('%s', (_, text, lines) => {
    expect(errorOf(text).split('\n')).toStrictEqual([
      `line.config.json is not JSON: ${lines[0]}`,
      ...lines.slice(1),
    ]);
  });

  it('and a very long line only around the column', () => {
    const [, line = '', mark = ''] = errorOf(`{"name": "${'x'.repeat(500)}" "origin"}`).split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line[mark.length - 1]).toBe('"');
  });

  it('wherever JSON.parse finds one, and nowhere else', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const edited = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', ':', '\\', '\n', '0', 'e', '-', '\u007f', '\u0001'),
      )
      .map(([json, at, put]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + put + json.slice(place + (at % 2));
      });
    fc.assert(
      fc.property(edited, (text) => (syntaxFault(text) === null) === isJson(text)),
      {
        numRuns: 3000,
      },
    );
  });
});

describe('the faults of a configuration', () => {
  it('are all told at once, in the order of the file, each item of a list by its id', () => {
    const config = JSON.parse(shipped);
    config.pin = { length: 3 };
    config.lines.customer[0].locations.push('Atlantis');
    config.locations[2].timeZone = 'Sydney';
    config.locations[0].normal = { 'de-DE': 'Offen.' };
    config.emergencyTypes[1].message['en-US'] = 'Closed since {when}.';
    config.languages[0].voice = 'Vicki';
    config.name = '';
    expect(faults(JSON.stringify(config))).toStrictEqual([
      'name: must not be empty',
      expect.stringMatching(/^languages\[0\] \(en-US\)\.voice: Amazon Polly has no voice Vicki for en-US/),
      'locations[0] (Singapore).normal: has no text in en-US',
      'locations[2] (Sydney).timeZone: not a time zone of the IANA database, such as Asia/Manila',
      'emergencyTypes[1] (fire-alarm).message.en-US: {when} is not a placeholder and would be read out; use {location}, {time}, {date}, {weekday}',
      'lines.customer[0] (+6568000002).locations: no location has the id Atlantis',
      'pin.length: must be at least 4',
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ['languages', 7, ['languages: must be a list, not a number']],
    ['locations', undefined, ['locations: is missing; it must be a list']],
    ['locations.1', null, ['locations[1]: must be an object, not null']],
    [
      'locations.1.normal',
      7,
      ['locations[1] (Manila).normal: must be a text, or an object with one text for each language code'],
    ],
    ['locations.1.normal.en-US', 5, ['locations[1] (Manila).normal.en-US: must be a text, not a number']],
    ['languages.0.code', 'english', ['languages[0] (english).code: a language code such as en-US']],
    ['lines', [], ['lines: must be an object, not a list']],
    ['connect.instanceArn', 'x', ['connect.instanceArn: the ARN of a Connect instance']],
  ])('are told once: %s of another form', (path, value, expected) => {
    const found = faults(changed(path, value));
    expect(found).toStrictEqual(expected);
  });
});
