import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { ADMIN_LINE, AISHA, adminCall, BEN, customerHears } from './callers.ts';
import { command } from './command.ts';
import { newFolder, type RunningLine, startProcess } from './product.ts';

const folder = newFolder();
const data = { EMERGENCY_LINE_DATA: folder };

/** The first start of the file, timed: later ones find the bundle and the disk warm. */
let first: RunningLine;
const figures = { milliseconds: 0, megabytes: 0 };

const residentMegabytes = (pid: number): number => {
  const status = `/proc/${pid}/status`;
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(existsSync(status) ? readFileSync(status, 'utf8') : '') ?? [];
  return Number(kilobytes) / 1024;
};

beforeAll(async () => {
  const before = performance.now();
  first = await startProcess(folder);
  await client(first.url).board();
  figures.milliseconds = performance.now() - before;
  figures.megabytes = residentMegabytes(first.pid);
});

it('emergency start reports its start time and memory (aim: 3 s, 250 MB)', () => {
  const { milliseconds, megabytes } = figures;
  console.log(
    `figure: npm start answers after ${milliseconds.toFixed(0)} ms, ${megabytes.toFixed(0)} MB resident`,
  );
  expect(milliseconds).toBeGreaterThan(0);
});

/** The line of `folder` from its second start on. */
let running: RunningLine;

it('a restarted line has the board, history, clock and texts of before', async () => {
  const line = client(first.url);
  expect(await adminCall(line, AISHA, '2', '1', '2')).toContain('Because of a fire alarm, the Manila');
  await line.advanceClock(3600);
  const before = {
    board: await line.board(),
    events: await line.events(),
    texts: await line.messages(AISHA),
  };
  expect(await first.kill('SIGTERM')).toBe(0);

  running = await startProcess(folder);
  const again = client(running.url);
  const after = {
    board: await again.board(),
    events: await again.events(),
    texts: await again.messages(AISHA),
  };
  expect(after).toStrictEqual(before);
  expect(await customerHears(again, '2')).toContain('Because of a fire alarm');
  expect(await adminCall(again, BEN, '2', '2')).toMatch(/It is (done|recorded)/);
  expect(await customerHears(again, '2')).toContain('open as usual');
  const [manila] = await again.board();
  expect(String(manila?.updatedAt) > String(before.board[0]?.updatedAt)).toBe(true);
  expect(await again.verify()).toMatchObject({ ok: true, faults: [] });
});

/** The rows of `emergency board` when the API has these, of Manila and Sydney. */
const commandRows = ([manila, sydney]: readonly Record<string, unknown>[]) => {
  const always = { configured: true, last: null, until: null };
  const open = { ...always, emergency: false, emergencyType: 'No Emergency', since: null, setBy: null };
  const asUsual = (name: string) => ({ 'en-US': `The ${name} contact centre is open as usual.` });
  return [
    { ...open, location: 'Singapore', callersHear: asUsual('Singapore') },
    {
      ...open,
      location: 'Manila',
      since: manila?.updatedAt,
      setBy: 'admin-2 +65******02',
      callersHear: asUsual('Manila'),
    },
    {
      ...always,
      location: 'Sydney',
      emergency: true,
      emergencyType: 'weather',
      since: sydney?.updatedAt,
      setBy: 'night +65******77',
      callersHear: sydney?.message,
    },
  ];
};

it('commands work on a line while it runs and after it stopped', async () => {
  const line = client(running.url);
  const enrolled = await command(
    ['admin', 'enroll', 'night', '--number', '+6598887777', '--name', 'Night desk', '--locations', 'Sydney'],
    data,
  );
  expect(enrolled).toMatchObject({ code: 0, stderr: '' });
  const [enrollment, risk] = enrolled.stdout.split('\n');
  expect(enrollment).toBe('night (+65******77) is enrolled.');
  expect(risk).toMatch(/^PINs are sent by text\. .* emergency admin totp night$/);
  expect(await adminCall(line, '+6598887777', '2', '1', '1')).toContain('not permitted to change Manila');
  expect(await adminCall(line, '+6598887777', '3', '1', '1')).toContain('severe weather, the Sydney');
  const board = JSON.parse((await command(['board', '--json'], data)).stdout);
  expect(board).toStrictEqual({ board: commandRows(await line.board()), behind: { events: 0, since: null } });
  const typed = await command(['call', '+6581230000', '+6568000002', '--keys', '3'], data);
  expect(typed.stdout).toContain('Because of severe weather, the Sydney contact centre is closed');
  expect(await running.kill('SIGINT')).toBe(0);
  expect(JSON.parse((await command(['board', '--json'], data)).stdout)).toStrictEqual(board);
  expect((await command(['verify'], data)).stdout).toContain('every chain is intact');
});

it('emergency start lists the enrolled administrators, with all but the demo numbers masked', async () => {
  await command(['admin', 'revoke', 'admin-2', '--reason', 'moved on'], data);
  running = await startProcess(folder);
  const { admins, lines } = JSON.parse(running.printed().split('\n')[0] ?? '');
  expect(admins.map((one: { adminId: string; number: string }) => [one.adminId, one.number])).toStrictEqual([
    ['admin-1', AISHA],
    ['admin-3', '+6561110003'],
    ['night', '+65******77'],
  ]);
  expect(lines.admin).toStrictEqual([ADMIN_LINE]);
});

it('a command ignores the record that a killed line left behind', async () => {
  await running.kill('SIGKILL');
  expect(existsSync(join(folder, 'running.json'))).toBe(true);
  expect(await command(['verify'], data)).toMatchObject({ code: 0, stderr: '' });
});
