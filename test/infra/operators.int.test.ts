import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../cli/main.ts';
import { NO_EMERGENCY_STATUS } from '../../domain/emergency/location/state.ts';
import { boardRow } from '../../domain/emergency/read-models.ts';
import { grantsOf } from '../../infra/grants.ts';
import type { OperatorRole } from '../../infra/resource-names.ts';
import { LOCAL_CREDENTIALS } from '../../local/resource-names.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { startBucket } from '../kit/bucket-server.ts';
import { configOf } from '../kit/configs.ts';
import { sessionArn } from '../kit/function-url-event.ts';
import { startFunctionUrl } from '../kit/function-url-server.ts';
import { notGranted, notUsed } from './calls.ts';
import { type RecordedLine, recordedLine } from './recorded-line.ts';
import type { AwsCall } from './recorder.ts';

/** test/cli/doctor.e2e.test.ts checks the doctor's calls. */
type CommandRole = Exclude<OperatorRole, 'Doctor'>;
const COMMAND_ROLES: readonly CommandRole[] = ['Operator', 'Rebuilder', 'Eraser'];

const FOLDER = mkdtempSync(join(tmpdir(), 'export-'));
const EXPORTED = join(FOLDER, 'log.jsonl');

/** The commands of each role on a deployment. */
const COMMANDS: Record<CommandRole, string[]> = {
  Operator: [
    'admin enroll anna --number +6591110077 --name Anna',
    'admin list',
    'admin change anna --name Annabel',
    'admin reenable anna --as ops --reason drill',
    'admin revoke anna --reason left',
    'set Manila --type weather --as ops --reason drill',
    'remove Manila --as ops --reason drill',
    'board',
    'config',
    'history',
    'story cli-1',
    'as-of Manila 2026-03-03T14:07:00+08:00',
    `export --format csv --unmask --reason drill --out ${join(FOLDER, 'log.csv')}`,
    'publish --from 1 --stream location/Manila',
    'verify',
    `export --out ${EXPORTED}`,
    'vkey',
  ],
  Rebuilder: ['rebuild'],
  Eraser: ['admin erase admin-2 --basis request --yes'],
};

/** Rows that no event explains, for a rebuild to remove. */
const plantRows = async () => {
  const { board, directory } = line.ports;
  for await (const row of directory.all()) {
    await directory.put({ ...row, adminId: 'planted' });
    break;
  }
  const at = new Date(0).toISOString();
  const change = { seq: 1, eventId: 'planted', at, by: 'operator/planted' };
  await board.put(boardRow('planted', 1, { ...change, ...NO_EMERGENCY_STATUS }));
};

let line: RecordedLine;
const closing: (() => Promise<void>)[] = [];

/** The functions' URLs, in front of their handlers; a request to one counts as the two actions that it takes. */
const urls = async (role: CommandRole) => {
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

/** The bucket of checkpoints. */
const checkpoints = async (role: CommandRole) => {
  const bucket = await startBucket(line.checkpointVersions, (action) => {
    const target = action === 's3:ListBucketVersions' ? 'checkpointsBucket' : 'checkpoints';
    calls[role].push({ action, target, streams: [] });
  });
  closing.push(bucket.close);
  return { CHECKPOINT_BUCKET: 'bucket', AWS_ENDPOINT_URL_S3: bucket.endpoint };
};

const calls: Record<CommandRole, AwsCall[]> = { Operator: [], Rebuilder: [], Eraser: [] };
const output: string[] = [];
beforeAll(async () => {
  line = await recordedLine(configOf());
  await line.handlers.Project({ Records: await line.records() });
  // With a checkpoint, events without a leaf are found by the index byTime.
  await line.handlers.SignCheckpoint({});
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => Boolean(output.push(String(text))));
  const account = await startAwsAccount({ ...emptyAccount(), arn: sessionArn('Operator', 'anna') }, () => {});
  closing.push(account.close);
  vi.stubEnv('AWS_ENDPOINT_URL_STS', account.endpoint);
  for (const role of COMMAND_ROLES) {
    if (role === 'Rebuilder') await plantRows();
    const environment = {
      ...LOCAL_CREDENTIALS,
      ...(await line.behind(calls[role])),
      ...(await urls(role)),
      ...(await checkpoints(role)),
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    for (const command of COMMANDS[role]) await main(['node', 'emergency', ...command.split(' ')]);
  }
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const close of closing) await close();
  await line?.close();
});

it('every command succeeds', () => {
  expect(process.exitCode ?? 0, output.join('\n')).toBe(0);
});

it('verify reads everything there is, and it agrees', () => {
  expect(output.join('')).toContain(
    'every chain is intact, and the tree, the checkpoints, the board, the directory and the keys agree with it',
  );
});

it('every command says on standard error whom it acts as', () => {
  expect(output).toContain(
    'Acting as arn:aws:sts::111122223333:assumed-role/EmergencyLine-Operator-ap-southeast-1/anna\n',
  );
});

describe.each(COMMAND_ROLES)('%s', (role) => {
  it('has a grant for every call of its commands', () => {
    expect(notGranted(grantsOf(configOf())[role], calls[role])).toStrictEqual([]);
  });

  it('has no unused grant', () => {
    expect(notUsed(grantsOf(configOf())[role], calls[role])).toStrictEqual([]);
  });
});
