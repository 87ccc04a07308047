import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { readConfig } from '../../../handlers/read-config.ts';
import { emergency, type Ran } from '../../cli/command.ts';
import { deployedConfig } from '../../cli/deployed-config.ts';
import { sessionArn } from '../../kit/function-url-event.ts';
import { startFunctionUrl } from '../../kit/function-url-server.ts';
import { type Hosted, host } from '../../node24/hosted.ts';
import { node24 } from '../../node24/node-24.ts';
import { ACCOUNT, startMoto } from './server.ts';

export const REGION = 'ap-southeast-1';
const ASSETS = `cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`;

/** Numbers are left out: moto has no Connect to lead them to their flows. */
const config = () =>
  deployedConfig((deployed) => ({ connect: { ...(deployed.connect as object), numbers: {} } }));

export const clientOf = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' },
  forcePathStyle: true,
});

/**
 * The line deployed into an account that moto plays: `cdk bootstrap`, then `emergency deploy`, and its functions as
 * they were uploaded, each in a process of its own with the environment its template gives it.
 */
export const deployedLine = async () => {
  const moto = await startMoto();
  const home = mkdtempSync(join(tmpdir(), 'moto-'));
  const LINE_CONFIG = config();
  const aws = {
    AWS_ENDPOINT_URL: moto.endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'moto',
    AWS_SECRET_ACCESS_KEY: 'moto',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  // From a folder without an app, for bootstrapping needs none.
  execFileSync(
    resolve('node_modules/.bin/cdk'),
    ['bootstrap', '--no-notices', `aws://${ACCOUNT}/${REGION}`],
    {
      cwd: home,
      env: { ...aws, PATH: process.env.PATH, HOME: home },
      stdio: 'pipe',
    },
  );
  const environment: Record<string, string> = { ...aws, HOME: home, LINE_CONFIG };
  const deployed = await emergency(['deploy', '--json'], environment);
  if (deployed.status !== 0) throw new Error(`emergency deploy failed: ${deployed.err}${deployed.out}`);
  const stack = JSON.parse(deployed.out);
  Object.assign(environment, JSON.parse(stack.outputs.Environment));
  const lambda = new LambdaClient(clientOf(moto.endpoint));
  const s3 = new S3Client(clientOf(moto.endpoint));
  const node = await node24();
  if (node === null) throw new Error('the functions need Node 24, their runtime, and npm could not bring it');
  const hosted = new Map<string, Hosted>();
  let aheadMs = 0;

  const started = async (name: string): Promise<Hosted> => {
    const { Configuration, Code } = await lambda.send(
      new GetFunctionCommand({ FunctionName: `${stack.stack}-${name}` }),
    );
    const Key = basename(Code?.Location ?? '');
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: ASSETS, Key }));
    const folder = join(home, name);
    writeFileSync(`${folder}.zip`, (await Body?.transformToByteArray()) ?? '');
    execFileSync('python3', ['-m', 'zipfile', '-e', `${folder}.zip`, folder]);
    const env = { ...aws, ...Configuration?.Environment?.Variables };
    const made = await host(node, join(folder, 'index.mjs'), env, () => aheadMs);
    hosted.set(name, made);
    return made;
  };

  return {
    config: readConfig({ LINE_CONFIG }),
    endpoint: moto.endpoint,
    eventsTable: String(environment.EVENTS_TABLE),
    bus: String(environment.EVENT_BUS),
    deployed: stack,
    /** Runs a command as a person would. The one place that knows how a person's command reaches the deployment. */
    person: async (...args: string[]): Promise<Ran> => {
      // moto serves no function URLs: these are in front of the deployed bundles.
      const urls = await Promise.all(
        (['Operate', 'Erase'] as const).map((name) =>
          startFunctionUrl(
            async (event) => (hosted.get(name) ?? (await started(name))).invoke(event),
            () => sessionArn(name === 'Erase' ? 'Eraser' : 'Operator', 'anna'),
            { secret: aws.AWS_SECRET_ACCESS_KEY, region: REGION },
          ),
        ),
      );
      const [OPERATE_URL = '', ERASE_URL = ''] = urls.map(({ url }) => url);
      try {
        return await emergency(args, { ...environment, OPERATE_URL, ERASE_URL });
      } finally {
        for (const { close } of urls) await close();
      }
    },
    invoke: async (name: string, event: unknown) =>
      (await (hosted.get(name) ?? (await started(name))).invoke(event)) as Record<string, string>,
    /** The functions' clock from now on. */
    setClock: (at: number) => {
      aheadMs = at - Date.now();
    },
    async stop() {
      for (const one of hosted.values()) await one.stop();
      await moto.stop();
    },
  };
};
