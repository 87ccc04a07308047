import { cpSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { sample } from '../kit/sample.ts';
import { AISHA, adminCall } from './callers.ts';
import { command } from './command.ts';
import { emergency, newFolder, startProcess } from './product.ts';

const kept = newFolder();
const running = await startProcess(kept);
await client(running.url).advanceClock(5);
await adminCall(client(running.url), AISHA, '1', '1', '1');
await running.kill('SIGKILL');

const files = readdirSync(kept, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(kept, join(entry.parentPath, entry.name)));

/** LevelDB's own diary and lock, and the killed line's last word: nothing is read from them that would be believed. */
const HARMLESS = ['dynamodb/level/LOCK', 'dynamodb/level/LOG', 'dynamodb/level/LOG.old', 'running.json'];
/** What to do about each: put it back, move it away or delete it. */
const MENDS = /restore all of|Restore the file from a copy|remove it to|delete it to/;

const copyOf = (folder: string) => {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
};

const garble = (file: string) => writeFileSync(file, 'z'.repeat(statSync(file).size));

const status = async (EMERGENCY_LINE_DATA: string) => {
  const { code, stdout, stderr } = await command(['verify', '--json'], { EMERGENCY_LINE_DATA });
  return { code, document: JSON.parse(stdout || stderr) };
};

const intact = await status(copyOf(kept));

it('a data folder has these files', () => {
  expect(files.map((file) => file.replace(/\d+/, 'N')).sort()).toStrictEqual([
    'aws/bus.jsonl',
    'aws/kms-keys.jsonl',
    'aws/messages.jsonl',
    'checkpoints/Project.json',
    'checkpoints/Publish.json',
    'clock.json',
    'dynamodb/level/CURRENT',
    'dynamodb/level/LOCK',
    'dynamodb/level/LOG',
    'dynamodb/level/MANIFEST-N',
    'dynamodb/level/N.log',
    'dynamodb/mark',
    'dynamodb/subject-keys.json',
    'proof/N',
    'running.json',
  ]);
});

it.each(files.filter((file) => !HARMLESS.includes(file)))(
  'a data folder with a garbled %s is refused with the file or folder and what to do, and works again once repaired',
  async (file) => {
    const folder = copyOf(kept);
    garble(join(folder, file));
    const { code, document } = await status(folder);
    expect(code).toBe(2);
    expect(document.error.code).toMatch(/^Damaged(Folder|Journal|Clock|Checkpoint|StreamPositions)$/);
    expect(document.error.message).toContain(join(folder, file).replace(/\/(CURRENT|MANIFEST-\d+)$/, ''));
    expect(document.error.message).toMatch(MENDS);
    expect(document.error.message).not.toContain('\n');
    cpSync(join(kept, file), join(folder, file));
    expect((await status(folder)).code).toBe(0);
  },
);

it.each(HARMLESS.filter((file) => files.includes(file)))(
  'a data folder with a garbled %s works as before',
  async (file) => {
    const folder = copyOf(kept);
    garble(join(folder, file));
    const { code, document } = await status(folder);
    expect({ code, faults: document.faults }).toStrictEqual({ code: 0, faults: [] });
    expect(document.events).toBe(intact.document.events);
  },
);

it.each(sample(['aws/bus.jsonl', 'checkpoints/Publish.json', 'dynamodb/mark'], 3))(
  'emergency start exits at once when %s is garbled, with nothing left running',
  async (file) => {
    const folder = copyOf(kept);
    garble(join(folder, file));
    const { code, stdout, stderr } = await emergency(['start'], { EMERGENCY_LINE_DATA: folder, PORT: '0' });
    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^emergency: .+\n$/);
    rmSync(folder, { recursive: true });
  },
);
