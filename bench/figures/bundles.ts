import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../handlers/read-config.ts';
import { BUNDLES, type BundleName, bundleLambda } from '../../infra/bundle.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES } from '../../local/resource-names.ts';
import { ratio, runAlternating } from '../alternating.ts';
import type { Figure, Settings } from '../figure.ts';
import { sdkOnly } from '../sdk-only.ts';
import { rounded, summary } from '../statistics.ts';
import { CONFIG_FILE } from '../tables.ts';

const TARGET = 1.25;
const PROGRAM =
  'const start = performance.now(); await import("./index.mjs"); console.log(performance.now() - start); process.exit();';

/** Compares each Lambda's bundle, imported by a new Node 24 process, with a bundle that only creates its SDK clients. */
export const bundlesFigure = async ({ seed }: Settings): Promise<Figure> => {
  const node = execFileSync('npx', ['-y', '-p', 'node@24', 'node', '-p', 'process.execPath'], QUIET).trim();
  const out = mkdtempSync(join(tmpdir(), 'bundles-'));
  try {
    const lambdas = [];
    for (const name of Object.values(BUNDLES))
      lambdas.push({ name, ...(await compareBundle(node, name, out, seed)) });
    return {
      name: 'Lambda bundles, first import',
      target: `each ≤ ${TARGET} × a bundle of just the SDK clients it uses (Node 24)`,
      measured: lambdas.map(({ name, p50, kB }) => `${name} ${p50.ratio.toFixed(2)} × (${kB} kB)`).join(', '),
      passed: lambdas.every(({ p50 }) => rounded(p50.ratio) <= TARGET),
      details: Object.fromEntries(lambdas.map(({ name, ...rest }) => [name, rest])),
    };
  } finally {
    rmSync(out, { recursive: true });
  }
};

const QUIET: { encoding: 'utf8'; stdio: ['ignore', 'pipe', 'ignore'] } = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
};

const compareBundle = async (node: string, name: BundleName, out: string, seed: number) => {
  const folder = await bundleLambda(name, readConfig({ LINE_CONFIG: CONFIG_FILE }), out);
  const bare = await sdkOnly(name, out);
  const contestants = { ours: () => firstImport(node, folder), bare: () => firstImport(node, bare) };
  const timings = await runAlternating(contestants, { rounds: 35, warmUp: 2, seed });
  return {
    kB: sizeOf(folder),
    p50: ratio(timings.ours, timings.bare),
    ours: summary(timings.ours),
    bare: summary(timings.bare),
  };
};

/** Returns the milliseconds that the process itself measured. */
const firstImport = (node: string, cwd: string) => async () =>
  Number(
    execFileSync(node, ['--input-type=module', '-e', PROGRAM], {
      ...QUIET,
      cwd,
      env: {
        ...LOCAL_NAMES,
        ...LOCAL_CREDENTIALS,
        FAILED_RECORDS_BUCKET: 'failed-records',
        OPERATOR_SESSIONS: 'arn:aws:sts::111122223333:assumed-role/EmergencyLine-*-ap-southeast-1/',
      },
    }),
  );

/** Kilobytes a cold start can read; source maps are read for errors only. */
const sizeOf = (folder: string) => {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.map'));
  return Math.round(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1000);
};
