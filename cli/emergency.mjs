#!/usr/bin/env node
// Bundles the TypeScript beside it (some 60 ms; packages stay as they are) and runs it: no build step to forget.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

process.setSourceMapsEnabled(true);
// `emergency history | head` has read enough.
process.stdout.on('error', ({ code }) => process.exit(code === 'EPIPE' ? 0 : 1));

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  entryPoints: [join(root, 'cli/main.ts'), join(root, 'cli/audit-thread.ts')],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  // What main.ts imports only when it is asked for is a file of its own, named by its content, and so are its packages.
  splitting: true,
  outdir: join(root, '.cache/emergency'),
  outExtension: { '.js': '.mjs' },
  write: false,
  logLevel: 'error',
});
await stop(); // or its process stays as long as the line does, with 40 MB

// Written only when it is new, so that who may not write here can run it; and whole, for two commands may start at once.
// The one that names the others comes last.
const main = join(root, '.cache/emergency/main.mjs');
for (const { path, contents } of outputFiles.toSorted((a, b) => (a.path === main) - (b.path === main))) {
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  const own = `${path}.${process.pid}`;
  mkdirSync(join(root, '.cache/emergency'), { recursive: true });
  writeFileSync(own, contents);
  renameSync(own, path);
}

await (await import(pathToFileURL(main).href)).main(process.argv);
