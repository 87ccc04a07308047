import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const { env, folder } = await announcedLine();
const run = (...args: string[]) => emergencyHere(['admin', ...args], env);
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('administrators in a file', () => {
  it('are imported from a spreadsheet’s CSV, and not again when they are in the list already', async () => {
    const people = file(
      'people.csv',
      '\uFEFFAdminId,Number,Name,Locations\r\n' +
        'duty,+65 9888 7777,"Tan, Mei",Manila;Sydney\r\n' +
        'night,+6598887778,Night desk,\r\n' +
        'admin-1,+65******01,Aisha R.,*\r\n',
    );
    expect(await run('import', people)).toMatchObject({
      status: 0,
      err: '',
      out: expect.stringMatching(/^3 administrators: 2 enrolled, 1 changed, 0 unchanged, 0 failed\.$/m),
    });
    expect((await run('import', people)).out).toContain('0 enrolled, 0 changed, 3 unchanged, 0 failed.');
    expect(JSON.parse((await run('list', '--json')).out).admins).toMatchObject([
      { adminId: 'admin-1', name: 'Aisha R.' },
      { adminId: 'admin-2' },
      { adminId: 'admin-3' },
      { adminId: 'duty', name: 'Tan, Mei', number: '+65******77', locations: ['Manila', 'Sydney'] },
      { adminId: 'night', locations: ['*'] },
    ]);
  });

  it.each(['csv', 'json'])('are listed as %s that import reads again, masked and unmasked', async (form) => {
    for (const options of [[], ['--unmask', '--reason', 'move to another line']]) {
      const listed = await run('list', `--${form}`, ...options);
      expect(listed).toMatchObject({ status: 0, err: '' });
      expect(listed.out.includes('+6591110001')).toBe(options.length > 0);
      const again = await run('import', file(`list.${form}`, listed.out));
      expect(again).toMatchObject({ err: '', out: expect.stringContaining('0 changed, 5 unchanged') });
    }
  });

  it('are all checked before anybody is imported, each fault with its line', async () => {
    const people = file(
      'faulty.csv',
      'adminId,number,name,locations,language\nok,+6598880001,Fine,,\nthe boss,+6598880002,Boss,,\n' +
        'b,6598880003,B,,\nc,+6598880001,C,Atlantis,\nd,+65******99,D,,\ne,+6598880005,,,\nf,+6598880006,F,,tlh\n',
    );
    const { status, out, err } = await run('import', people);
    expect({ status, out }).toStrictEqual({ status: 2, out: '' });
    expect(err.split('\n').map((line) => line.trim().slice(0, 40))).toStrictEqual([
      'emergency: nobody was imported; correct ',
      'line 5: number: is in the file twice',
      'line 3: adminId: an administrator id has',
      'line 4: number: must be an E.164 number ',
      'line 5: locations: unknown Atlantis; use',
      'line 6: number: is masked, and not that ',
      'line 7: name: must be 1 to 80 characters',
      'line 8: language: must be one of en-US',
      '',
    ]);
  });

  it('that the log refuses are named, and the others imported', async () => {
    const people = file('taken.csv', 'adminId,number,name\nother,+6591110002,Other\nlast,+6598880009,Last\n');
    const { status, out } = await run('import', people);
    expect(status).toBe(1);
    expect(out).toMatch(/^FAILED other: .*number-taken/);
    expect(out).toContain('2 administrators: 1 enrolled, 0 changed, 0 unchanged, 1 failed.');
  });

  it.each([
    ['no file', 'nowhere.csv', null, /nowhere\.csv cannot be read \(ENOENT\)/],
    ['an unknown column', 'x.csv', 'adminId,number,name,colour\na,b,c,d\n', /the column "colour" is unknown/],
    ['no number', 'y.csv', 'adminId,name\na,b\n', /has no column number/],
    ['a ragged line', 'z.csv', 'adminId,name,number\na,b\n', /line 2 has another number of columns/],
    ['nobody', 'w.csv', 'adminId,name,number\n', /lists no administrator/],
    ['JSON of another form', 'v.json', '{"people":[]}', /is not what emergency admin list --json prints/],
    ['no JSON', 'u.json', '{', /is not what emergency admin list --json prints/],
  ])('with %s are refused in words', async (_, name, text, says) => {
    const path = text === null ? join(folder, name) : file(name, text);
    const { status, err } = await run('import', path);
    expect(err).toMatch(says);
    expect(status).toBe(2);
  });
});

describe('a changing command that changes nothing', () => {
  it.each([
    [['change', 'admin-2'], 'Nothing was changed: admin-2 (+65******02) is as it was.'],
    [['change', 'admin-2', '--name', 'Ben Cruz', '--locations', '*'], 'Nothing was changed'],
    [['sms', 'admin-2'], 'Nothing was changed: admin-2 authenticated by PINs sent by text already.'],
  ])('says so: admin %j', async (args, says) => {
    expect((await run(...args)).out).toContain(says);
  });

  it('is told from one that does, which names what it changed', async () => {
    const { out } = await run('change', 'admin-2', '--name', 'Benjamin Cruz', '--locations', 'Manila');
    expect(out).toContain('admin-2 (+65******02) was updated: name, locations.');
  });
});
