#!/usr/bin/env node
// Bundles the TypeScript beside it (some 60 ms; packages stay as they are) and runs it: no build step to forget.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.setSourceMapsEnabled(true);
// `emergency history | head` has read enough.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));

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
await stop(); // or its process stays as long as the line does, with 40 MB

// Written only when it is new, so that who may not write here can run it; and whole, for two commands may start at once.
const [bundle] = outputFiles;
if (!existsSync(bundle.path) || !readFileSync(bundle.path).equals(bundle.contents)) {
  const own = join(root, '.cache', `emergency-${process.pid}.mjs`);
  mkdirSync(join(root, '.cache'), { recursive: true });
  writeFileSync(own, bundle.contents);
  renameSync(own, bundle.path);
}

const { main } = await import(pathToFileURL(bundle.path).href);
await main(process.argv);
