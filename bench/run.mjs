// Bundles the TypeScript beside it, as a deployment does with the handlers (packages stay as they are), and runs it.
import { build } from 'esbuild';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const outfile = '.cache/bench.mjs';
process.chdir(new URL('..', import.meta.url).pathname);
await build({
  entryPoints: ['bench/main.ts'],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outfile,
  logLevel: 'error',
});
await import(`../${outfile}`);
