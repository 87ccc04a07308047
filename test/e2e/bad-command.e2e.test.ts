import { describe, expect, it } from 'vitest';
import { command } from './command.ts';
import { newFolder } from './product.ts';
import { refused } from './refused.ts';

const NEW = ['--number', '+6598887777', '--name', 'Night desk'];
const WORDS: [what: string, args: string[], says: RegExp][] = [
  ['an unknown command', ['+6598887777'], /unknown command '\+…'; see: emergency --help/],
  ['an unknown option', ['board', '--number=+6598887777'], /unknown option '--number=\+…'/],
  ['a word too many', ['verify', 'now'], /too many arguments for 'verify'/],
  ['a word too few', ['call', '+6591110001'], /missing required argument 'to'/],
  ['a missing option', ['admin', 'enroll', 'x'], /required option '--number <e164>' not specified/],
  [
    'a number that is none',
    ['admin', 'enroll', 'x', '--number', '98887777', '--name', 'n'],
    /--number: not an E.164/,
  ],
  [
    'unicode digits',
    ['admin', 'enroll', 'x', '--number', '+٦٥٩٨٨٨٧٧٧٧', '--name', 'n'],
    /--number: not an E.164/,
  ],
  ['an id that is none', ['admin', 'enroll', 'the boss', ...NEW], /an administrator id is letters, digits/],
  ['the number as id', ['admin', 'enroll', '6598887777', ...NEW], /never the telephone number/],
  ['no name', ['admin', 'enroll', 'x', ...NEW.slice(0, 3), ''], /--name: write 1 to 80 letters/],
  [
    'a name without end',
    ['admin', 'enroll', 'x', ...NEW.slice(0, 3), 'n'.repeat(81)],
    /--name: write 1 to 80/,
  ],
  [
    'an unknown location',
    ['admin', 'enroll', 'x', ...NEW, '--locations', 'Manila,Atlantis'],
    /no location has the id Atlantis; there are Singapore, Manila, Sydney/,
  ],
  [
    'an unknown language',
    ['admin', 'enroll', 'x', ...NEW, '--language', 'tlh'],
    /--language: the line speaks en-US/,
  ],
  [
    'who is on the list already',
    ['admin', 'enroll', 'admin-1', ...NEW],
    /use: emergency admin change admin-1/,
  ],
  [
    "another's number",
    ['admin', 'enroll', 'x', '--number', '+6591110002', '--name', 'n'],
    /\+65\*{6}02 is admin-2's number already/,
  ],
  [
    "another's number in a change",
    ['admin', 'change', 'admin-1', '--number', '+6591110002'],
    /\+65\*{6}02 is admin-2's number already/,
  ],
  ['a change of nobody', ['admin', 'change', 'constructor', '--name', 'n'], /constructor is not on the list/],
  [
    'a revocation of nobody',
    ['admin', 'revoke', '__proto__', '--reason', 'r'],
    /__proto__ is not on the list/,
  ],
  [
    'a revocation without a reason',
    ['admin', 'revoke', 'admin-1', '--reason', ''],
    /--reason: write 1 to 200 letters/,
  ],
  ['a time that is none', ['history', '--from', 'yesterday'], /--from: not a time such as/],
  ['a time without its zone', ['history', '--from', '2026-03-03T14:07:00'], /--from: .*with its zone/],
  ['a page without end', ['history', '--limit', '100000'], /--limit: .*1000/],
  [
    'a stream that is none',
    ['history', '--stream', 'Manila'],
    /--stream: not admin\/<id>, location\/<id> or call\/<id>/,
  ],
  ['a foreign cursor', ['history', '--cursor', '42'], /--cursor: not a cursor/],
  [
    'a line that does not run',
    ['call', '+6591110001', '+6568000001', '--keys', '1'],
    /no line is running here; start one with: npm start/,
  ],
  [
    'a line that is not there',
    ['call', '+6591110001', '+6568000001', '--keys', '1', '--url', 'http://127.0.0.1:9'],
    /no line answers at http:\/\/127.0.0.1:9/,
  ],
];

describe('a command asked for in a way that cannot be done', () => {
  const EMERGENCY_LINE_DATA = newFolder();

  it.each(WORDS)('says so of %s, in words and as JSON', async (_, args, says) => {
    await refused(command(args, { EMERGENCY_LINE_DATA }), says);
    await refused(command([...args, '--json'], { EMERGENCY_LINE_DATA }), says, 'json');
  });

  it('has changed nothing', async () => {
    const { stdout } = await command(['history', '--json'], { EMERGENCY_LINE_DATA });
    expect(JSON.parse(stdout).events).toHaveLength(3);
  });
});
