import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../handlers/read-config.ts';
import { LOCAL_CREDENTIALS, LOCAL_NAMES } from '../../local/resource-names.ts';
import { BUNDLES, type BundleName, bundleLambda } from '../../scripts/bundle.ts';
import { ratio, runAlternating } from '../alternating.ts';
import type { Figure, Settings } from '../figure.ts';
import { sdkOnly } from '../sdk-only.ts';
import { rounded, summary } from '../statistics.ts';
import { CONFIG_FILE } from '../tables.ts';

const BAR = 1.25;
const PROGRAM =
  'const start = performance.now(); await import("./index.mjs"); console.log(performance.now() - start); process.exit();';

/** Each Lambda's bundle, imported by a new Node 24 process, beside a bundle that makes its SDK clients and nothing else. */
export const bundlesFigure = async ({ seed }: Settings): Promise<Figure> => {
  const node = execFileSync('npx', ['-y', '-p', 'node@24', 'node', '-p', 'process.execPath'], QUIET).trim();
  const out = mkdtempSync(join(tmpdir(), 'bundles-'));
  try {
    const lambdas = [];
    for (const name of Object.values(BUNDLES))
      lambdas.push({ name, ...(await compared(node, name, out, seed)) });
    return {
      name: 'Lambda bundles, first import',
      bar: `each ≤ ${BAR} × a bundle of just the SDK clients it uses (Node 24)`,
      measured: lambdas.map(({ name, p50, kB }) => `${name} ${p50.ratio.toFixed(2)} × (${kB} kB)`).join(', '),
      held: lambdas.every(({ p50 }) => rounded(p50.ratio) <= BAR),
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

const compared = async (node: string, name: BundleName, out: string, seed: number) => {
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

/** Answers the milliseconds that the process itself measured. */
const firstImport = (node: string, cwd: string) => async () =>
  Number(
    execFileSync(node, ['--input-type=module', '-e', PROGRAM], {
      ...QUIET,
      cwd,
      env: { ...LOCAL_NAMES, ...LOCAL_CREDENTIALS },
    }),
  );

/** What a start may read: source maps are for errors. */
const sizeOf = (folder: string) => {
  const files = readdirSync(folder).filter((file) => !file.endsWith('.map'));
  return Math.round(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1000);
};
