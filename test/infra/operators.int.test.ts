import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { grantsOf } from '../../infra/grants.ts';
import type { OperatorRole } from '../../infra/resource-names.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { configOf } from '../kit/configs.ts';
import { sessionArn } from '../kit/function-url-event.ts';
import { startFunctionUrl } from '../kit/function-url-server.ts';
import { notGranted, notUsed } from './calls.ts';
import { type RecordedLine, recordedLine } from './recorded-line.ts';
import type { AwsCall } from './recorder.ts';

/** The doctor's calls are counted where it is tried: test/cli/doctor.e2e.test.ts. */
type Commanding = Exclude<OperatorRole, 'Doctor'>;
const COMMANDING: readonly Commanding[] = ['Operator', 'Rebuilder', 'Eraser'];

const FOLDER = mkdtempSync(join(tmpdir(), 'export-'));
const EXPORTED = join(FOLDER, 'log.jsonl');

/** All that each role's people do with the command, on a deployment. */
const DUTIES: Record<Commanding, string[]> = {
  Operator: [
    'admin enroll anna --number +6591110077 --name Anna',
    'admin list',
    'admin change anna --name Annabel',
    'admin reenable anna --as ops --reason drill',
    'admin revoke anna --reason left',
    'set Manila --type weather --as ops --reason drill',
    'remove Manila --as ops --reason drill',
    'board',
    'history',
    'story cli-1',
    'as-of Manila 2026-03-03T14:07:00+08:00',
    `export --format csv --unmask --reason drill --out ${join(FOLDER, 'log.csv')}`,
    'verify',
    `export --out ${EXPORTED}`,
    'vkey',
  ],
  Rebuilder: ['rebuild'],
  Eraser: ['admin erase admin-2 --basis request --yes'],
};

let line: RecordedLine;
const closing: (() => Promise<void>)[] = [];

/** The functions' URLs, in front of their handlers; a request to one counts as the two actions that it takes. */
const urls = async (role: Commanding) => {
  const url = async (name: 'Operate' | 'Erase', target: 'operate' | 'erase') => {
    const handler = (event: unknown) => {
      for (const action of ['lambda:InvokeFunctionUrl', 'lambda:InvokeFunction'])
        calls[role].push({ action, target, streams: [] });
      return line.handlers[name](event);
    };
    const started = await startFunctionUrl(handler, () => sessionArn(role, 'anna'));
    closing.push(started.close);
    return started.url;
  };
  return { OPERATE_URL: await url('Operate', 'operate'), ERASE_URL: await url('Erase', 'erase') };
};
const calls: Record<Commanding, AwsCall[]> = { Operator: [], Rebuilder: [], Eraser: [] };
const said: string[] = [];
beforeAll(async () => {
  line = await recordedLine(configOf());
  await line.handlers.Project({ Records: await line.records() });
  // With a checkpoint, what has no leaf is found by the index of days.
  await line.handlers.SignCheckpoint({});
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => Boolean(said.push(String(text))));
  const account = await startAwsAccount({ ...emptyAccount(), arn: sessionArn('Operator', 'anna') }, () => {});
  closing.push(account.close);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', account.endpoint);
  for (const role of COMMANDING) {
    const environment = { ...(await line.behind(calls[role])), ...(await urls(role)) };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    for (const duty of DUTIES[role]) await main(['node', 'emergency', ...duty.split(' ')]);
  }
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const close of closing) await close();
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
