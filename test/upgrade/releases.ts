import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { s3FailedRecords } from '../../adapters/s3-failed-records.ts';
import { LAMBDA_NAMES } from '../../flows/index.ts';
import type { AppContext } from '../../handlers/composition/context.ts';
import { createProjector } from '../../handlers/composition/projector.ts';
import { createPublisher } from '../../handlers/composition/publisher.ts';
import { type Lambdas, localLambdas } from '../../local/lambdas.ts';
import { LOCAL_CREDENTIALS } from '../../local/resource-names.ts';
import { type Hosted, host } from '../node24/hosted.ts';
import { startFailedRecordsBucket } from './failed-records-bucket.ts';

const NAMES = [...LAMBDA_NAMES, 'Project', 'Publish'] as const;
export type FunctionName = (typeof NAMES)[number];
export type Release = 'previous' | 'current';

/** The sources of the release before this one; exchanged at each release (CONTRIBUTING.md). */
const PREVIOUS = 'test/fixtures/release-0.2.0.tar.gz';
/** The file in it that bundles; `./infra/bundle.ts` from 0.3.0 on. */
const BUNDLER = './scripts/bundle.ts';

/** Builds the bundles of the previous release from its own sources and configuration, as its deployment did, in `<folder>/lambdas`. */
const buildPrevious = (): string => {
  mkdirSync('.cache', { recursive: true });
  const folder = mkdtempSync(resolve('.cache/previous-'));
  execFileSync('tar', ['-xzf', PREVIOUS, '-C', folder]);
  const script = `
    import { readFileSync } from 'node:fs';
    import { BUNDLES, bundleLambda } from '${BUNDLER}';
    import { parseConfig } from './domain/config/parse-config.ts';
    const config = parseConfig(readFileSync('line.config.json', 'utf8'), 'line.config.json');
    for (const name of ${JSON.stringify(NAMES)}) await bundleLambda(BUNDLES[name], config, 'lambdas');`;
  execFileSync(resolve('node_modules/.bin/tsx'), ['--input-type=module', '-e', script], { cwd: folder });
  return folder;
};

const bundleName = (name: string) => name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();

const BUCKET = 'failed-records';

/** This release's stream consumers with the deployment's store of parked records, which the local line keeps in memory. */
const consumers = (ctx: AppContext, endpoint: string) => {
  const client = new S3Client({ endpoint, region: 'ap-southeast-1', credentials: CREDENTIALS });
  const failed = (consumer: 'Project' | 'Publish') =>
    s3FailedRecords(client, BUCKET, consumer, () => ctx.system.newId(ctx.system.now()));
  return {
    Project: createProjector(ctx, failed('Project')),
    Publish: createPublisher(ctx, failed('Publish')),
  };
};
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * The functions of both releases on one set of tables. `use` switches functions from one release to the other, as a deployment and
 * its roll-back do while calls are in progress.
 */
export const twoReleases = () => {
  const serving = new Map<FunctionName, Release>();
  const hosted: Hosted[] = [];
  let folder = '';
  let own: ReturnType<typeof consumers> | undefined;
  let bucket: Awaited<ReturnType<typeof startFailedRecordsBucket>> | undefined;
  const lambdas = async (ctx: AppContext): Promise<Lambdas> => {
    bucket = await startFailedRecordsBucket();
    own = consumers(ctx, bucket.endpoint);
    const current = { ...(await localLambdas(ctx, null)), ...own };
    folder = buildPrevious();
    const bundles = join(folder, 'lambdas');
    const variables = Object.entries(ctx.environment).filter(
      (one): one is [string, string] => one[1] !== undefined,
    );
    const env = {
      ...Object.fromEntries(variables),
      ...LOCAL_CREDENTIALS,
      FAILED_RECORDS_BUCKET: BUCKET,
      AWS_ENDPOINT_URL_S3: bucket.endpoint,
    };
    const start = (name: FunctionName) => {
      const bundle = join(bundles, bundleName(name));
      const LINE_CONFIG = join(bundle, 'line.config.json');
      return host(
        process.execPath,
        join(bundle, 'index.mjs'),
        { ...env, LINE_CONFIG },
        () => ctx.system.now() - Date.now(),
      );
    };
    const entries = await Promise.all(
      NAMES.map(async (name) => {
        const previous = await start(name);
        hosted.push(previous);
        const invoke = (event: unknown) =>
          serving.get(name) === 'previous' ? previous.invoke(event) : current[name](event);
        return [name, invoke] as const;
      }),
    );
    return Object.fromEntries(entries) as Lambdas;
  };
  return {
    lambdas,
    use: (release: Release, ...names: FunctionName[]): void => {
      for (const name of names.length > 0 ? names : NAMES) serving.set(name, release);
    },
    /** The names of the objects with parked records. */
    parked: () => bucket?.keys() ?? [],
    /** What the schedules of a deployment of this release do once a minute. */
    retryParked: async (): Promise<void> => {
      const event = { repair: 'aws/lambda/none/' };
      await Promise.all([own?.Project(event), own?.Publish(event)]);
    },
    stop: async (): Promise<void> => {
      await Promise.all(hosted.map((one) => one.stop()));
      await bucket?.close();
      rmSync(folder, { recursive: true });
    },
  };
};
