import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ed25519 } from '../../adapters/ed25519.ts';
import { digest } from '../../adapters/sha256.ts';
import { parseVkey } from '../../domain/ledger/proof/signed-note.ts';
import * as product from '../cli/command.ts';
import { emergencyHere } from '../cli/in-process.ts';
import { checkInclusion } from '../domain/audit/check-inclusion.ts';
import { startedFolder } from '../e2e/started-folder.ts';

let folder: string;

/** The command's exit status and what it wrote; in a process of its own, or in this one, which is faster. */
const emergency = async (args: readonly string[], run = emergencyHere) => {
  const { out, status } = await run(args, { EMERGENCY_LINE_DATA: join(folder, 'data') });
  return { stdout: out, code: status };
};

let vkey: string;
const log = () => join(folder, 'log.jsonl');
const verification = (file: string, checkpoints: string, key: string, ...more: string[]) => [
  ...['verify', '--export', file, '--checkpoints', checkpoints, '--vkey', key],
  ...more,
];
const verify = (file = log(), ...more: string[]) =>
  emergency(verification(file, join(folder, 'data', 'proof'), vkey, ...more));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  await startedFolder(join(folder, 'data'));
  await emergency(['export', '--out', log()]);
  vkey = (await emergency(['vkey'])).stdout.trim();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('offline verification passes an exported log', async () => {
  const command = verification(log(), join(folder, 'data', 'proof'), vkey);
  const { code, stdout } = await emergency(command, product.emergency);
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, last: 'INTACT' });
  expect(stdout).toContain('3 events in 3 streams, 3 leaves');
  expect(stdout).toContain('No event is exposed.');
});

it('offline verification reports a tampered log and names the event', async () => {
  const changed = join(folder, 'changed.jsonl');
  writeFileSync(changed, readFileSync(log(), 'utf8').replace('operator/', 'operator/x'));
  const { code, stdout } = await verify(changed);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^TAMPERED admin\/[^#]+#1: event body does not match its hash/);
});

it('offline verification is inconclusive for a log without a checkpoint', async () => {
  const empty = mkdtempSync(join(folder, 'none-'));
  const { code, stdout } = await emergency(verification(log(), empty, vkey));
  expect(code).toBe(2);
  expect(stdout).toContain('CANNOT TELL');
});

it('a foreign file beside the checkpoints neither stops the line nor changes the verdict', async () => {
  for (const name of ['.DS_Store', 'desktop.ini']) writeFileSync(join(folder, 'data', 'proof', name), 'Bud1');
  mkdirSync(join(folder, 'data', 'proof', 'proof'));
  expect(await emergency(['vkey'])).toStrictEqual({ code: 0, stdout: `${vkey}\n` });
  const { code, stdout } = await verify();
  expect(code).toBe(0);
  expect(stdout).toContain('passed over: ".DS_Store", "desktop.ini", "proof"');
});

it('offline verification refuses an invalid key', async () => {
  const { code, stdout } = await emergency(verification(log(), folder, 'x'));
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

it('emergency verify --inclusion prints a proof of one event that others can check', async () => {
  const [line = '{}'] = readFileSync(log(), 'utf8').split('\n');
  const { id, body } = JSON.parse(line);
  const { code, stdout } = await verify(log(), '--inclusion', id);
  const key = parseVkey(digest, vkey);
  expect(code).toBe(0);
  expect(key && (await checkInclusion({ digest, ed25519, keys: [key] }, stdout, JSON.stringify(body)))).toBe(
    true,
  );
});

it('an export never overwrites a file', async () => {
  const there = join(folder, 'there.jsonl');
  copyFileSync(log(), there);
  expect((await emergency(['export', '--out', there])).code).toBe(2);
  expect(readFileSync(there, 'utf8')).toBe(readFileSync(log(), 'utf8'));
});

it('an export holds the chosen events, has a manifest and is recorded; unmasked numbers need a reason', async () => {
  const csv = join(folder, 'admin-1.csv');
  const asked = [
    'export',
    '--format',
    'csv',
    '--admin',
    'admin-1',
    '--unmask',
    '--out',
    csv,
    '--as',
    'reviewer',
  ];
  expect((await emergency(asked)).code).toBe(2);
  expect((await emergency([...asked, '--reason', 'complaint C-4711'])).code).toBe(0);
  const text = readFileSync(csv, 'utf8');
  const manifest = JSON.parse(readFileSync(`${csv}.manifest.json`, 'utf8'));
  expect(text.split('\r\n')[1]).toContain('+6591110001');
  expect(manifest).toMatchObject({ query: { admin: 'admin-1' }, format: 'csv', events: 1, numbers: 'clear' });
  expect(manifest.sha256).toBe(createHash('sha256').update(text).digest('hex'));
  const { stdout } = await emergency(['story', manifest.exported.stream.slice('call/'.length)]);
  expect(stdout).toContain('Phone numbers were unmasked for an export: complaint C-4711');
  expect(stdout).toContain('1 event was exported as csv, phone numbers in the clear.');
});

it('emergency as-of reports the status of a location at a time, by its own clocks without a zone', async () => {
  const { code, stdout } = await emergency(['as-of', 'Manila', '2026-03-03T14:07:00+08:00']);
  expect(code).toBe(0);
  expect(stdout).toContain('Manila on Tuesday, 3 March 2026 at 14:07:00');
  expect(stdout).toContain('No emergency had ever been set there');
  expect((await emergency(['as-of', 'Manila', '2026-03-03T14:07:00'])).stdout).toBe(stdout);
  expect((await emergency(['as-of', 'Atlantis', '2026-03-03T14:07:00Z'])).code).toBe(2);
});
