// Bundles a TypeScript file, as a deployment bundles the handlers (packages stay external), and runs it.
import { build } from 'esbuild';

const [entry] = process.argv.splice(2, 1);
// Two folders deep, like the sources, some of which read files relative to their own location.
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
