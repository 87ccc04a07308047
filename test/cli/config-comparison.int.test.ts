import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOperator } from '../../handlers/answer-operator.ts';
import { functionUrl } from '../../handlers/function-url.ts';
import { operateRoutes } from '../../handlers/operate.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES } from '../../local/resource-names.ts';
import { emptyAccount } from '../kit/aws-account/account.ts';
import { startAwsAccount } from '../kit/aws-account/start.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { SESSIONS, sessionArn } from '../kit/function-url-event.ts';
import { startFunctionUrl } from '../kit/function-url-server.ts';
import { memoryLine } from '../kit/line.ts';
import { emergencyHere } from './in-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-comparison-'));
const file = join(folder, 'line.config.json');
const closing: (() => Promise<void>)[] = [];
let session = sessionArn('Doctor', 'anna');
let env: Record<string, string>;

beforeAll(async () => {
  const { ports } = await memoryLine();
  const operate = functionUrl(SESSIONS, answerOperator('Operate', operateRoutes, ports));
  const url = await startFunctionUrl(operate, () => session);
  const account = await startAwsAccount({ ...emptyAccount(), arn: sessionArn('Doctor', 'anna') }, () => {});
  closing.push(url.close, account.close);
  env = {
    ...LOCAL_NAMES,
    ...LOCAL_CREDENTIALS,
    AWS_ENDPOINT_URL_STS: account.endpoint,
    AWS_CONFIG_FILE: '/dev/null',
    LINE_CONFIG: file,
    OPERATE_URL: url.url,
  };
});
afterAll(async () => {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true });
});

const shipped = JSON.parse(readFileSync(CONFIG_FILE, 'utf8'));
const config = (changed: object, more: Record<string, string> = {}, ...args: string[]) => {
  writeFileSync(file, JSON.stringify({ ...shipped, ...changed }));
  return emergencyHere(['config', ...args], { ...env, ...more });
};

describe('emergency config on a deployment', () => {
  it('prints what differs from the deployed line, and what each change needs', async () => {
    const { status, out, err } = await config({
      name: 'Renamed',
      origin: 'acme/line',
      defaultCountry: 'SG',
      deployment: { archiveDays: 30 },
    });
    expect({ status, err }).toStrictEqual({
      status: 0,
      err: `Acting as ${sessionArn('Doctor', 'anna')}\n`,
    });
    expect(out).toMatch(/Manila +Asia\/Manila +\+6568000002/);
    const [, below = ''] = out.split('\n\nThe file differs');
    expect(below.split('\n').map((line) => line.trim().split(/ {2,}/))).toStrictEqual([
      ['from the deployed line in 3 fields:'],
      ['CHANGE', 'FIELD', 'DEPLOYED', 'FILE', 'NEEDS'],
      ['changed', 'name', '"Emergency line"', '"Renamed"', 'a deployment'],
      ['changed', 'origin', '"emergency-line/demo"', '"acme/line"', 'a new log'],
      ['added', 'defaultCountry', '-', '"SG"', 'nothing'],
      [expect.stringMatching(/^A log is bound to its origin.*another deployment\.stackName\.$/)],
      [expect.stringContaining('npx emergency deploy --dry-run')],
      [''],
    ]);
  });

  it('says that nothing differs, whatever editors need', async () => {
    const { out } = await config({ $schema: './elsewhere.json' });
    expect(out).toContain('\n\nThe deployed line has this configuration.\n');
  });

  it('prints the differences as part of its document with --json', async () => {
    const { out } = await config({ name: 'Renamed' }, {}, '--json');
    expect(JSON.parse(out)).toMatchObject({
      comparedWith: 'deployed',
      notCompared: null,
      changes: [{ path: 'name', before: 'Emergency line', after: 'Renamed', change: 'changed' }],
    });
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'there are no credentials',
      {
        AWS_ACCESS_KEY_ID: '',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      /there are no AWS credentials in this shell; sign in/,
    ],
    [
      'the function URL refuses them',
      { AWS_SECRET_ACCESS_KEY: 'guessed' },
      /AWS refused the request: these credentials may not use the function URL/,
    ],
    ['the environment is of an older deployment', { OPERATE_URL: '' }, /OPERATE_URL/],
  ])('says in one line when %s, and prints the rest', async (_, without, why) => {
    const { status, out } = await config({ name: 'Renamed' }, without);
    expect(status).toBe(0);
    expect(out).toMatch(/can be used: \d+ warnings?\.\n\nRenamed \(log/);
    const [, line = ''] = /\n\nNot compared with the deployed line: (.*)\n$/.exec(out) ?? [];
    expect(line).toMatch(why);
  });

  it('says so for a session that is of none of the roles', async () => {
    session = 'arn:aws:sts::111122223333:assumed-role/Admin/anna';
    const { status, out } = await config({}, {}, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      comparedWith: null,
      changes: null,
      notCompared: expect.stringMatching(/^assume one of the roles .*\{Operator,Doctor,Eraser\}/),
    });
  });
});
