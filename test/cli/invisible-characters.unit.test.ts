import { afterEach, describe, expect, it, vi } from 'vitest';
import { jsonLog } from '../../adapters/log.ts';
import { textOf } from '../../cli/operator-action.ts';
import { fail, print, say, UserError } from '../../cli/output.ts';
import { table } from '../../cli/table.ts';
import { describeEvent } from '../../domain/emergency/describe-event.ts';
import { publishedDetail } from '../../domain/emergency/published.ts';
import { canonical } from '../../domain/ledger/canonical-json.ts';
import { DamagedLog } from '../../domain/ledger/damaged-log.ts';
import type { StoredEvent } from '../../domain/ledger/envelope.ts';
import { escapedJson } from '../../domain/ledger/visible-text.ts';
import { eventsQuery } from '../../local/http/requests.ts';
import { csvLine, csvRow, jsonLine } from '../../use-cases/queries/export.ts';
import { changed, faults } from '../kit/config.ts';
import { emergencySet } from '../kit/location-events.ts';
import { shippedConfig } from '../kit/ports.ts';

/** A character that cannot be seen, and its code. */
const INVISIBLE: [what: string, character: string, code: string][] = [
  ['an escape', '\u001b', '1B'],
  ['a carriage return', '\r', 'D'],
  ['a line feed', '\n', 'A'],
  ['a tab', '\t', '9'],
  ['a null', '\0', '0'],
  ['a delete', '\u007f', '7F'],
  ['a C1 control (CSI)', '\u009b', '9B'],
  ['a next line', '\u0085', '85'],
  ['a line separator', '\u2028', '2028'],
  ['a paragraph separator', '\u2029', '2029'],
  ['a bidirectional override', '\u202e', '202E'],
  ['a bidirectional isolate', '\u2066', '2066'],
  ['a right-to-left mark', '\u200f', '200F'],
  ['an Arabic letter mark', '\u061c', '61C'],
  ['a zero-width space', '\u200b', '200B'],
  ['a zero-width joiner', '\u200d', '200D'],
  ['a word joiner', '\u2060', '2060'],
  ['a byte order mark', '\ufeff', 'FEFF'],
  ['a soft hyphen', '\u00ad', 'AD'],
  ['a Hangul filler', '\u3164', '3164'],
  ['a tag character', '\u{e0041}', 'E0041'],
  ['an interlinear annotation', '\ufff9', 'FFF9'],
  ['a lone high surrogate', '\ud83d', 'D83D'],
  ['a lone low surrogate', '\udea8', 'DEA8'],
];
const WELL_FORMED = INVISIBLE.filter(([, character]) => character.isWellFormed());
const VISIBLE = [
  'Zoë Müller-Łukasz',
  '李小龙',
  'محمد علي',
  'नमस्ते',
  '\u{1f525} fire, ⚠\ufe0f smoke',
  'a\u00a0b',
  '5 < 6 & "so"',
];

const padded = (code: string) => `U+${code.padStart(4, '0')}`;

describe('a text with a character that cannot be seen is refused', () => {
  it.each(INVISIBLE)('as a name or reason: %s', (_, character, code) => {
    expect(() => textOf('--reason', `fire${character}alarm`)).toThrow(
      new UserError(`--reason: must not contain ${padded(code)}, a character that cannot be seen`),
    );
  });

  it.each(INVISIBLE)('in the configuration: %s', (_, character, code) => {
    const message = `must not contain ${padded(code)}, a character that cannot be seen`;
    for (const path of ['name', 'origin', 'locations.1.name.en-US', 'locations.1.normal.en-US'])
      expect(faults(changed(path, `a${character}b`)).join()).toContain(message);
    for (const path of [
      'locations.1.whenUnknown.en-US',
      'emergencyTypes.0.name.en-US',
      'emergencyTypes.0.message.en-US',
    ])
      expect(faults(changed(path, `a${character}b`)).join()).toContain(message);
  });

  it.each(INVISIBLE)('as a filter, which an export records: %s', (_, character) => {
    const query = eventsQuery(shippedConfig(), 0);
    for (const field of ['type', 'location', 'admin', 'contact'])
      expect(query.safeParse({ [field]: `a${character}` }).success).toBe(false);
  });
});

it.each(VISIBLE)('a text of visible characters is accepted, and printed as it is: %s', (text) => {
  expect(textOf('--reason', text)).toBe(text);
  expect(faults(changed('locations.1.normal.en-US', text.replace('<', 'is less than')))).toStrictEqual([]);
  expect(describeEvent(withReason(text))).toContain(`: ${text})`);
});

const withReason = (reason: string): StoredEvent => ({
  v: 1,
  ...emergencySet({ breakGlass: { principal: 'ops', reason }, by: null, verifiedBy: null }),
  stream: 'location/Manila',
  seq: 1,
  id: '01KPGJP000000000000000PROF',
  schema: 2,
  at: '2026-03-03T14:07:00.000Z',
  actor: 'operator/ops',
  contactId: 'cli-1',
  step: 'set',
  prev: 'a'.repeat(64),
});

const stdout = (work: () => void): string => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  work();
  return write.mock.calls.map(([text]) => String(text)).join('');
};
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

describe('an old event with such a character is shown with it escaped', () => {
  const NOBODY = { erased: new Set<string>(), zoneOf: () => 'Etc/UTC' };

  it.each(WELL_FORMED)('in sentences, notices, CSV and tables: %s', async (_, character, code) => {
    const event = withReason(`fire${character}TAMPERED`);
    const shown = `fire\\u{${code}}TAMPERED`;
    expect(describeEvent(event)).toContain(shown);
    expect(publishedDetail(event, 'h').notice).toContain(shown);
    expect(await csvRow({ event, body: canonical(event), hash: 'h' }, NOBODY)).toContain(shown);
    expect(table([[`a${character}b`]])).toBe(`a\\u{${code}}b`);
    expect(csvLine([`a${character}b`])).toBe(`a\\u{${code}}b\r\n`);
  });

  it.each(WELL_FORMED)('in JSON lines, which mean the same: %s', async (_, character) => {
    const event = withReason(`fire${character}`);
    const line = await jsonLine({ event, body: canonical(event), hash: 'h' }, NOBODY);
    expect(line.trimEnd()).not.toContain(character);
    expect(line.split('\n')).toHaveLength(2);
    expect(canonical(JSON.parse(line).body)).toBe(canonical(event));
  });

  it.each(INVISIBLE)('in whatever a command prints: %s', (_, character, code) => {
    const document = { reason: `a${character}b` };
    const json = stdout(() => print(true, document, () => ''));
    expect(json.slice(0, -1)).not.toContain(character);
    expect(JSON.parse(json)).toStrictEqual(document);
    if (character !== '\n') expect(stdout(() => say(`a${character}b`))).toContain(`a\\u{${code}}b\n`);
  });

  it.each(INVISIBLE)('in errors, as text and as JSON: %s', (_, character) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    fail(new DamagedLog(`a${character}b`), false);
    fail(new DamagedLog(`a${character}b`), true);
    const [text, json] = write.mock.calls.map(([printed]) => String(printed).slice(0, -1));
    if (character !== '\n') expect(text).not.toContain(character);
    expect(json).not.toContain(character);
  });

  it.each(INVISIBLE)('in log lines: %s', (_, character) => {
    const lines: string[] = [];
    const log = jsonLog(
      (line) => lines.push(line),
      () => 0,
    );
    log('info', 'm', { adminId: `a${character}b` });
    expect(lines.join('').slice(0, -1)).not.toContain(character);
    expect(JSON.parse(lines.join('')).adminId).toBe(`a${character}b`);
  });
});

it('text of several lines keeps its line breaks', () => {
  expect(stdout(() => say('a\nb'))).toBe('a\nb\n');
});

it('JSON is escaped without changing what it means', () => {
  const text = INVISIBLE.map(([, character]) => character).join(' ');
  expect(JSON.parse(escapedJson(JSON.stringify({ [text]: text })))).toStrictEqual({ [text]: text });
});
