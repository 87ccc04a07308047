import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { sha256 } from '../adapters/sha256.ts';
import type { Config } from '../domain/config/config.ts';

/** Every Lambda, and where its bundle starts: `handlers/lambda/<bundle>.ts`. */
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
} as const;
export type BundleName = (typeof BUNDLES)[keyof typeof BUNDLES];

/**
 * An ES module for Node 24 with everything inside. What is imported only when it is needed (a credential provider, the
 * SMS provider that was not chosen) is a chunk of its own, which a cold start does not read.
 */
export const BUNDLING = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // The SDK's CommonJS form cannot be shaken.
  mainFields: ['module', 'main'],
  splitting: true,
  minify: true,
  legalComments: 'none',
  // Read when an error is logged (source-frames.ts), by no start. The sources are in the repository.
  sourcemap: 'linked',
  sourcesContent: false,
  outExtension: { '.js': '.mjs' },
  entryNames: 'index',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Makes one Lambda's folder: `index.mjs` with its export `handler`, the chunks, and the configuration it reads. That has
 * been checked, so the bundle knows its hash and a cold start takes these very bytes as they are.
 * @param config as `parseConfig` gave it
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
