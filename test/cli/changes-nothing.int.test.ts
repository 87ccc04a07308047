import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { announcedLine } from '../kit/served-line.ts';
import { emergencyHere } from './in-process.ts';

const line = await announcedLine();
const { env } = line;
const folder = mkdtempSync(join(tmpdir(), 'changes-nothing-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...args: string[]) => emergencyHere(args, env);

const people = join(folder, 'people.csv');
writeFileSync(people, (await run('admin', 'list', '--csv')).out);
await run('set', 'Manila', '--type', 'weather', '--reason', 'drill');
await run('remove', 'Manila', '--reason', 'over');
await run('set', 'Sydney', '--type', 'weather', '--reason', 'drill');

describe('a command that changes nothing says so:', () => {
  it.each([
    ['admin change admin-1', /^Nothing was changed: admin-1 .* is as it was/],
    ['admin change admin-1 --locations *', /^Nothing was changed: admin-1/],
    ['admin sms admin-1', /^Nothing was changed: admin-1 authenticated by PINs sent by text already/],
    [
      'admin reenable admin-1 --reason drill',
      /^Nothing was changed: admin-1 was not blocked\. Recorded as event/,
    ],
    [
      `admin import ${people}`,
      /^Nothing was changed: 3 administrators: 0 enrolled, 0 changed, 3 unchanged, 0 failed/,
    ],
    [
      'remove Manila --reason drill',
      /^Nothing was changed: Manila was not in an emergency\. Recorded as event/,
    ],
    ['set Sydney --type weather --reason drill', /confirmed that Sydney is still in an emergency: weather/],
    ['rebuild', /Nothing was changed: every row was as the log says\.$/],
    ['publish --from 2h --to 1h', /There is no event in that range, so nothing was put on the bus/],
  ])('emergency %s', async (typed, says) => {
    const { status, out, err } = await run(...typed.split(' '));
    expect({ status, err }).toStrictEqual({ status: 0, err: '' });
    expect(out.trim()).toMatch(says);
  });

  it('emergency flows render', async () => {
    const render = (...options: string[]) =>
      run('flows', 'render', '--out', join(folder, 'flows'), ...options);
    const first = await render();
    expect(first.out).toMatch(/\.json: \d+ actions\n/);
    expect(first.out).not.toMatch(/unchanged|Nothing/);
    const [{ file }] = JSON.parse((await render('--json')).out).files;
    const again = (await render()).out;
    expect(again).toMatch(/\.json: \d+ actions, unchanged\n/);
    expect(again).toMatch(/\nNothing was changed: the files had these flows already\.\n$/);
    writeFileSync(file, '{}');
    const { files } = JSON.parse((await render('--json')).out) as { files: { changed: boolean }[] };
    expect(files.filter(({ changed }) => changed)).toHaveLength(1);
  });

  it('and one that changes something does not', async () => {
    const row = await line.queries.board.get('Sydney', true);
    if (row) await line.queries.board.put({ ...row, emergencyType: 'fire-alarm' }, true);
    expect((await run('rebuild')).out).toContain('Corrected 1 row.\n');
    expect((await run('remove', 'Sydney', '--reason', 'over')).out).toContain(
      'removed the emergency at Sydney',
    );
  });
});
