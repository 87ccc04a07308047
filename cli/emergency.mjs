#!/usr/bin/env node
// Bundles the TypeScript beside it (some 60 ms; packages stay as they are) and runs it: no build step to forget.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.setSourceMapsEnabled(true);

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  entryPoints: [join(root, 'cli/main.ts')],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  outfile: join(root, '.cache/emergency.mjs'),
  write: false,
  logLevel: 'error',
});

// Two commands may start at once: each writes a file of its own and puts it in place whole.
const [bundle] = outputFiles;
const own = join(root, '.cache', `emergency-${process.pid}.mjs`);
mkdirSync(join(root, '.cache'), { recursive: true });
writeFileSync(own, bundle.contents);
renameSync(own, bundle.path);

const { main } = await import(pathToFileURL(bundle.path).href);
await main(process.argv);
