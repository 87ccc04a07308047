import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { sha256 } from '../adapters/sha256.ts';
import type { Config } from '../domain/config/config.ts';
import { deploymentSchema } from '../domain/config/deployment.ts';
import type { Bundles } from './line-functions.ts';

/** Every Lambda and its bundle, whose entry point is `handlers/lambda/<bundle>.ts`. */
export const BUNDLES = {
  OneTimePin: 'one-time-pin',
  VerifyPin: 'verify-pin',
  CheckEmergency: 'check-emergency',
  UpdateEmergency: 'update-emergency',
  Project: 'project',
  Publish: 'publish',
  SignCheckpoint: 'sign-checkpoint',
  AssociatePhoneNumber: 'associate-phone-number',
  Operate: 'operate',
  Erase: 'erase',
  Probe: 'probe',
} as const;
export type BundleName = (typeof BUNDLES)[keyof typeof BUNDLES];

/**
 * Bundles all dependencies into an ES module for Node 24. Each dynamic import (a credential provider, the SMS provider
 * that is not configured) becomes a chunk of its own, which a cold start does not read.
 */
export const BUNDLING = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The SDK's CommonJS builds cannot be tree-shaken.
  mainFields: ['module', 'main'],
  splitting: true,
  minify: true,
  legalComments: 'none',
  // Read only when an error is logged (source-frames.ts). The sources are in the repository.
  sourcemap: 'linked',
  sourcesContent: false,
  outExtension: { '.js': '.mjs' },
  entryNames: 'index',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Builds one Lambda's folder: `index.mjs` with its export `handler`, the chunks, and the configuration. The bundle contains
 * the configuration's hash, so that a cold start need not validate the same bytes again.
 * @param config the result of `parseConfig`
 * @returns the folder, `<out>/<name>`
 */
export const bundleLambda = async (name: BundleName, config: Config, out: string): Promise<string> => {
  const folder = join(out, name);
  const checked = `${JSON.stringify(config, null, 2)}\n`;
  await build({
    ...BUNDLING,
    entryPoints: [`handlers/lambda/${name}.ts`],
    outdir: folder,
    alias: { '@aws-sdk/credential-provider-node': './handlers/lambda/credentials.ts' },
    define: { CHECKED_CONFIG: JSON.stringify(sha256(checked)) },
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'line.config.json'), checked);
  return folder;
};

/**
 * Bundles each Lambda and returns the folders. The `deployment` settings are left out, so that a changed recipient changes
 * no Lambda and bundles contain no addresses.
 */
export const bundleLambdas = async (config: Config, out: string): Promise<Bundles> => {
  const bundled = { ...config, deployment: deploymentSchema.parse(undefined) };
  const bundles = Object.entries(BUNDLES).map(
    async ([name, bundle]) => [name, await bundleLambda(bundle, bundled, out)] as const,
  );
  return Object.fromEntries(await Promise.all(bundles)) as Bundles;
};
