#!/usr/bin/env node
// Bundles the CLI (about 60 ms; packages stay external) and runs it, so that there is no build step to forget.
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

process.setSourceMapsEnabled(true);
// package.json says which Node.js is needed; the SDK would repeat its own plans for this one at every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// EPIPE: the reader closed the pipe, as in `emergency history | head`. EIO: the terminal was closed, and the command ends itself.
process.stdout.on('error', ({ code }) => {
  if (code !== 'EIO') process.exit(code === 'EPIPE' ? 0 : 1);
});

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
const cache = join(root, '.cache/emergency');
const main = join(cache, 'main.mjs');
let isNew = false;
for (const { path, contents } of outputFiles.toSorted((a, b) => (a.path === main) - (b.path === main))) {
  if (existsSync(path) && readFileSync(path).equals(contents)) continue;
  const temporary = `${path}.${process.pid}`;
  mkdirSync(cache, { recursive: true });
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
  isNew = true;
}

// Chunks of earlier versions, except recent ones, which another command may be about to load.
const HOUR = 3_600_000;
const current = new Set(outputFiles.map(({ path }) => path));
for (const path of isNew ? readdirSync(cache).map((name) => join(cache, name)) : []) {
  const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
  if (!current.has(path) && mtimeMs < Date.now() - HOUR) rmSync(path, { force: true });
}

await (await import(pathToFileURL(main).href)).main(process.argv);
