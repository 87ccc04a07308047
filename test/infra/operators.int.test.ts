import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { grantsOf } from '../../infra/grants.ts';
import type { OperatorRole } from '../../infra/resource-names.ts';
import { configOf } from '../kit/configs.ts';
import { notGranted, notUsed } from './calls.ts';
import { type RecordedLine, recordedLine } from './recorded-line.ts';
import type { AwsCall } from './recorder.ts';

/** The doctor's calls are counted where it is tried: test/cli/doctor.e2e.test.ts. */
type Commanding = Exclude<OperatorRole, 'Doctor'>;
const COMMANDING: readonly Commanding[] = ['Operator', 'Eraser'];

const FOLDER = mkdtempSync(join(tmpdir(), 'export-'));
const EXPORTED = join(FOLDER, 'log.jsonl');

/** All that each role's people do with the command, on a deployment. */
const DUTIES: Record<Commanding, string[]> = {
  Operator: [
    'admin enroll anna --number +6591110077 --name Anna',
    'rebuild',
    'admin list',
    'admin change anna --name Annabel',
    'admin reenable anna --as ops --reason drill',
    'admin revoke anna --reason left',
    'set Manila --type weather --as ops --reason drill',
    'remove Manila --as ops --reason drill',
    'rebuild',
    'board',
    'history',
    'story cli-1',
    'as-of Manila 2026-03-03T14:07:00+08:00',
    `export --format csv --unmask --reason drill --out ${join(FOLDER, 'log.csv')}`,
    'verify',
    `export --out ${EXPORTED}`,
    'vkey',
  ],
  Eraser: ['admin erase admin-2 --basis request --yes'],
};

let line: RecordedLine;
const calls: Record<Commanding, AwsCall[]> = { Operator: [], Eraser: [] };
const said: string[] = [];
beforeAll(async () => {
  line = await recordedLine(configOf());
  await line.handlers.Project({ Records: await line.records() });
  // With a checkpoint, what has no leaf is found by the index of days.
  await line.handlers.SignCheckpoint({});
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => Boolean(said.push(String(text))));
  for (const role of COMMANDING) {
    for (const [name, value] of Object.entries(await line.behind(calls[role]))) vi.stubEnv(name, value);
    for (const duty of DUTIES[role]) await main(['node', 'emergency', ...duty.split(' ')]);
  }
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await line?.close();
});

it('every command does what it is for', () => {
  expect(process.exitCode ?? 0, said.join('\n')).toBe(0);
});

describe.each(COMMANDING)('%s', (role) => {
  it('has a grant for every call of its commands', () => {
    expect(notGranted(grantsOf(configOf())[role], calls[role])).toStrictEqual([]);
  });

  it('has no grant it does not use', () => {
    expect(notUsed(grantsOf(configOf())[role], calls[role])).toStrictEqual([]);
  });
});
