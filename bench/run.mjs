// Bundles the TypeScript it is given, as a deployment does with the handlers (packages stay as they are), and runs it.
import { build } from 'esbuild';

const [entry] = process.argv.splice(2, 1);
// Two folders deep, like the sources that look for a file from where they stand.
const outfile = `.cache/bench/${entry.replace(/\W+/g, '-')}.mjs`;
process.chdir(new URL('..', import.meta.url).pathname);
await build({
  entryPoints: [entry],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outfile,
  logLevel: 'error',
});
await import(`../${outfile}`);
