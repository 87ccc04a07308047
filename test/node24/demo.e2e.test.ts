import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { client } from '../../cli/client.ts';
import { type StepResult, stageOn } from '../../cli/demo-stage.ts';
import { STEPS } from '../../cli/demo-steps.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { bundleLambdas } from '../../infra/bundle.ts';
import { FUNCTION_NAMES } from '../../infra/resource-names.ts';
import { serveApi } from '../../local/http/server.ts';
import type { Lambdas } from '../../local/lambdas.ts';
import { startLine } from '../../local/line.ts';
import { LOCAL_CREDENTIALS } from '../../local/resource-names.ts';
import { CONFIG_FILE } from '../kit/config-file.ts';
import { configOf, EUM } from '../kit/configs.ts';
import { type Hosted, host } from './hosted.ts';
import { node24 } from './node-24.ts';

const node = await node24();

const NAMES = ['OneTimePin', 'VerifyPin', 'CheckEmergency', 'UpdateEmergency', 'Project', 'Publish'] as const;

/** The bundles a deployment uploads, each in a process of its own under Node 24, for the line in this process. */
const hosting = async (runtime: string) => {
  const bundles = await bundleLambdas(configOf({ sms: EUM }), mkdtempSync(join(tmpdir(), 'lambdas-')));
  const hosted = new Map<string, Hosted>();
  const lambdas = async ({ environment, system }: AppContext): Promise<Lambdas> => {
    const told = Object.entries(environment).filter((one): one is [string, string] => one[1] !== undefined);
    for (const name of FUNCTION_NAMES) {
      const env = {
        ...Object.fromEntries(told),
        ...LOCAL_CREDENTIALS,
        FAILED_RECORDS_BUCKET: 'failed-records',
        OPERATOR_SESSIONS: 'arn:aws:sts::111122223333:assumed-role/EmergencyLine-*/',
        LINE_CONFIG: resolve(bundles[name], 'line.config.json'),
      };
      const index = resolve(bundles[name], 'index.mjs');
      hosted.set(name, await host(runtime, index, env, () => system.now() - Date.now()));
    }
    const invoke = (name: string) => (event: unknown) =>
      hosted.get(name)?.invoke(event) ?? Promise.reject(new Error(`${name} is not hosted`));
    return Object.fromEntries(NAMES.map((name) => [name, invoke(name)])) as Lambdas;
  };
  return { hosted, lambdas };
};

describe.skipIf(node === null)('the bundles, under the runtime they ship to', () => {
  const results: StepResult[] = [];
  const versions: string[] = [];
  let printed = '';

  beforeAll(async () => {
    const { hosted, lambdas } = await hosting(node ?? '');
    const line = await startLine({ folder: null, configFile: CONFIG_FILE, log: () => {}, lambdas });
    const server = await serveApi(line, 0);
    const stage = stageOn(client(server.url));
    for (const { name, play } of STEPS) {
      stage.said = [];
      stage.typed = [];
      results.push({ name, ok: await play(stage), said: stage.said, keys: stage.typed });
    }
    await server.close();
    await line.stop();
    for (const one of hosted.values()) {
      versions.push(one.version);
      printed += one.printed();
      await one.stop();
    }
  });

  it('are all run by Node 24, that which ties numbers too', () => {
    expect(versions.map((version) => version.split('.')[0])).toStrictEqual(FUNCTION_NAMES.map(() => 'v24'));
  });

  it('play the whole of the demo', () => {
    expect(results.filter(({ ok }) => !ok)).toStrictEqual([]);
    expect(results.map(({ name }) => name)).toStrictEqual(STEPS.map(({ name }) => name));
  });

  it('print lines of their log and no warning of Node’s or the SDK’s', () => {
    const lines = printed.trim().split('\n');
    expect(lines.filter((line) => !/^\{"time":"[^"]+","level":"info"/.test(line))).toStrictEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  });
});
