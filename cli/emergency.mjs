#!/usr/bin/env node
// Bundles the CLI (about 60 ms; packages stay external) and runs it, so that there is no build step to forget.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

process.setSourceMapsEnabled(true);
// The reader closed the pipe, as in `emergency history | head`.
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
  // Each dynamic import becomes a chunk of its own, named by its content hash.
  splitting: true,
  outdir: join(root, '.cache/emergency'),
  outExtension: { '.js': '.mjs' },
  write: false,
  logLevel: 'error',
});
await stop(); // esbuild's process would otherwise hold 40 MB while the line runs

// Written only when changed, so that the command also runs in a read-only folder, and atomically, as two commands may
// start at once. main.mjs, which imports the other chunks, comes last.
const main = join(root, '.cache/emergency/main.mjs');
for (const { path, contents } of outputFiles.toSorted((a, b) => (a.path === main) - (b.path === main))) {
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  const temporary = `${path}.${process.pid}`;
  mkdirSync(join(root, '.cache/emergency'), { recursive: true });
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

await (await import(pathToFileURL(main).href)).main(process.argv);
