import { describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { command } from './command.ts';
import { newFolder } from './product.ts';
import { refused } from './refused.ts';
import { startedFolder } from './started-folder.ts';

const NEW = ['--number', '+6598887777', '--name', 'Night desk'];
const WORDS: [what: string, args: string[], says: RegExp][] = [
  ['an unknown command', ['+6598887777'], /unknown command '\+…'; see: emergency --help/],
  ['an unknown option', ['board', '--number=+6598887777'], /unknown option '--number=\+…'/],
  ['an excess argument', ['verify', 'now'], /too many arguments for 'verify'/],
  ['a missing argument', ['call', '+6591110001'], /missing required argument 'to'/],
  [
    'a missing option',
    ['admin', 'enroll', 'x'],
    /required option '--number <e164>' not specified; see: emergency admin enroll --help/,
  ],
  [
    'a malformed number',
    ['admin', 'enroll', 'x', '--number', '98887777', '--name', 'n'],
    /--number: must be an E.164/,
  ],
  [
    'unicode digits',
    ['admin', 'enroll', 'x', '--number', '+٦٥٩٨٨٨٧٧٧٧', '--name', 'n'],
    /--number: must be an E.164/,
  ],
  [
    'a name that is not UTF-8',
    ['admin', 'enroll', 'x', '--number', '+6598887777', '--name', 'Zo\ufffd'],
    /argument 7 is not in UTF-8/,
  ],
  [
    'a reason that is not UTF-8',
    ['remove', 'Manila', '--as', 'ops', '--reason', '\ufffd\ufffd'],
    /set the terminal and its locale to UTF-8/,
  ],
  ['a malformed id', ['admin', 'enroll', 'the boss', ...NEW], /an administrator id has at most 40 letters/],
  ['the number as id', ['admin', 'enroll', '6598887777', ...NEW], /must not contain the phone number/],
  ['no name', ['admin', 'enroll', 'x', ...NEW.slice(0, 3), ''], /--name: must be 1 to 80 characters/],
  [
    'an overlong name',
    ['admin', 'enroll', 'x', ...NEW.slice(0, 3), 'n'.repeat(81)],
    /--name: must be 1 to 80/,
  ],
  [
    'an unknown location',
    ['admin', 'enroll', 'x', ...NEW, '--locations', 'Manila,Atlantis'],
    /--locations: unknown Atlantis; use Singapore, Manila, Sydney/,
  ],
  [
    'an unknown language',
    ['admin', 'enroll', 'x', ...NEW, '--language', 'tlh'],
    /--language: must be one of en-US/,
  ],
  [
    'a change of an unknown administrator',
    ['admin', 'change', 'constructor', '--name', 'n'],
    /constructor is not enrolled/,
  ],
  [
    'a revocation of an unknown administrator',
    ['admin', 'revoke', 'toString', '--reason', 'r'],
    /toString is not enrolled/,
  ],
  [
    'a revocation by a malformed id',
    ['admin', 'revoke', '__proto__', '--reason', 'r'],
    /an administrator id has at most 40 letters/,
  ],
  [
    'a revocation without a reason',
    ['admin', 'revoke', 'admin-1', '--reason', ''],
    /--reason: must be 1 to 200 characters/,
  ],
  [
    'a name that commands the terminal',
    ['admin', 'enroll', 'x', ...NEW.slice(0, 3), 'Ann\u001b[2J'],
    /--name: must not contain U\+001B, a character that cannot be seen/,
  ],
  [
    'a reason that forges a line',
    ['set', 'Manila', '--type', 'weather', '--as', 'ops', '--reason', 'rain\n2026-03-03 INTACT'],
    /--reason: must not contain U\+000A, a character that cannot be seen/,
  ],
  ['31 February', ['history', '--from', '2026-02-31T00:00Z'], /--from: not a day and time that exist/],
  ['24 o’clock', ['as-of', 'Manila', '2026-02-28T24:00Z'], /not a day and time that exist/],
  [
    'a malformed time',
    ['history', '--from', 'next week'],
    /--from: not a time; use one such as 2h, yesterday/,
  ],
  ['a time that has not come', ['as-of', 'Manila', '2099-01-01'], /is in the future .*has passed/],
  ['an unknown zone', ['history', '--zone', 'Manila'], /--zone: not a time zone of the IANA database/],
  [
    'a limit that is no number',
    ['history', '--limit', 'many'],
    /--limit: must be a whole number from 1 to 1000/,
  ],
  [
    'an unknown location',
    ['history', '--location', 'Atlantis'],
    /--location: unknown "Atlantis"; use one of .*Manila/,
  ],
  [
    'an unknown administrator',
    ['history', '--admin', 'nobody'],
    /--admin: unknown "nobody"; use one of admin-1, /,
  ],
  [
    'an unknown type',
    ['export', '--out', 'x', '--format', 'csv', '--type', 'Set'],
    /--type: unknown "Set"; use one of/,
  ],
  ['an unknown outcome', ['history', '--outcome', 'lost'], /--outcome: must be one of done, refused, failed/],
  [
    'a stream of an unknown location',
    ['history', '--stream', 'location/Oz'],
    /--stream: unknown "Oz"; use one of/,
  ],
  ['a location that never was', ['as-of', 'Atlantis', '2h'], /unknown "Atlantis"; use one of .*Manila/],
  [
    'a limit for everything',
    ['history', '--all', '--limit', '5'],
    /'--all' cannot be used with option '-n, --limit/,
  ],
  [
    'a key without an export',
    ['verify', '--vkey', 'k'],
    /--vkey is for an exported log; name it with --export/,
  ],
  [
    'a reason that masks nothing',
    ['export', '--out', 'x', '--reason', 'r'],
    /--reason and --as are for --unmask only/,
  ],
  ['an oversized page', ['history', '--limit', '100000'], /--limit: .*1000/],
  [
    'a malformed stream',
    ['history', '--stream', 'Manila'],
    /--stream: not admin\/<id>, location\/<id> or call\/<id>/,
  ],
  ['a foreign cursor', ['history', '--cursor', '42'], /--cursor: not a cursor/],
];
const NOT_CONNECTED: typeof WORDS = [
  [
    'a call while no line is running',
    ['call', '+6591110001', '+6568000001', '--keys', '1'],
    /no line is running on this machine; start one with: npm start/,
  ],
  [
    'a call to an unreachable line',
    ['call', '+6591110001', '+6568000001', '--keys', '1', '--url', 'http://127.0.0.1:9'],
    /no line is reachable at http:\/\/127.0.0.1:9/,
  ],
];

const RECORDED: [what: string, args: string[], why: string][] = [
  ['an administrator who is already enrolled', ['admin', 'enroll', 'admin-1', ...NEW], 'already-enrolled'],
  ["another's number", ['admin', 'enroll', 'x', '--number', '+6591110002', '--name', 'n'], 'number-taken'],
  ["another's number in a change", ['admin', 'change', 'admin-1', '--number', '+6591110002'], 'number-taken'],
];

const EMERGENCY_LINE_DATA = await startedFolder();

describe('a command that the log’s rules refuse', () => {
  it.each(RECORDED)('is recorded for %s, with the error as text and as JSON', async (_, args, why) => {
    const says = new RegExp(`refused: ${why}\\. Recorded as event [0-9A-Z]{26}`);
    await refused(command(args, { EMERGENCY_LINE_DATA }), says);
    await refused(command([...args, '--json'], { EMERGENCY_LINE_DATA }), says, 'json');
  });

  it('appends one event each time', async () => {
    const { stdout } = await command(['history', '--json'], { EMERGENCY_LINE_DATA });
    expect(JSON.parse(stdout).events).toHaveLength(3 + 2 * RECORDED.length);
  });
});

describe('an invalid command', async () => {
  const EMERGENCY_LINE_DATA = newFolder();
  await announcedLine(EMERGENCY_LINE_DATA);

  it.each(WORDS)('prints an error for %s, as text and as JSON', async (_, args, says) => {
    await refused(command(args, { EMERGENCY_LINE_DATA }), says);
    await refused(command([...args, '--json'], { EMERGENCY_LINE_DATA }), says, 'json');
  });

  it.each(NOT_CONNECTED)('prints an error for %s, as text and as JSON', async (_, args, says) => {
    const nothing = { EMERGENCY_LINE_DATA: newFolder() };
    await refused(command(args, nothing), says);
    await refused(command([...args, '--json'], nothing), says, 'json');
  });

  it('appends no event', async () => {
    const { stdout } = await command(['history', '--json'], { EMERGENCY_LINE_DATA });
    expect(JSON.parse(stdout).events).toHaveLength(3);
  });
});
