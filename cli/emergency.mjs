#!/usr/bin/env node
// Bundles the CLI (packages stay external) when a source file has changed and runs it, so that there is no build step
// to forget.
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

process.setSourceMapsEnabled(true);
// package.json says which Node.js is needed; the SDK would repeat its own plans for this one at every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// EPIPE: the reader closed the pipe, as in `emergency history | head`. EIO: the terminal was closed, and the command ends itself.
process.stdout.on('error', ({ code }) => {
  if (code !== 'EIO') process.exit(code === 'EPIPE' ? 0 : 1);
});

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.cache/emergency');
const main = join(folder, 'main.mjs');
/** The sources of the bundle in the folder, each with its time of change and size. */
const record = join(folder, 'sources.json');

const stamp = (file) => {
  const { mtimeMs, size } = statSync(join(root, file));
  return [mtimeMs, size];
};

const isCurrent = () => {
  try {
    const sources = Object.entries(JSON.parse(readFileSync(record, 'utf8')));
    return existsSync(main) && sources.every(([file, before]) => `${before}` === `${stamp(file)}`);
  } catch {
    return false;
  }
};

/** Atomically, as two commands may start at once. */
const write = (path, contents) => {
  mkdirSync(folder, { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
};

const HOUR = 3_600_000;

/** Removes chunks of earlier versions, except recent ones, which another command may be about to load. */
const removeStale = (current) => {
  for (const path of readdirSync(folder).map((name) => join(folder, name))) {
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (path !== record && !current.includes(path) && mtimeMs < Date.now() - HOUR)
      rmSync(path, { force: true });
  }
};

const bundle = async () => {
  const { build, stop } = await import('esbuild');
  const begun = Date.now();
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['cli/main.ts', 'cli/audit-thread.ts'],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    // Each dynamic import becomes a chunk of its own, named by its content hash.
    splitting: true,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  await stop(); // esbuild's process would otherwise hold 40 MB while the line runs

  // Written only when changed, so that the command also runs in a read-only folder. main.mjs, which imports the other
  // chunks, comes last.
  for (const { path, contents } of outputFiles.toSorted((a, b) => (a.path === main) - (b.path === main)))
    if (!existsSync(path) || !readFileSync(path).equals(contents)) write(path, contents);

  const sources = ['cli/emergency.mjs', ...Object.keys(metafile.inputs)].map((file) => [file, stamp(file)]);
  // A file that changed while esbuild ran may be bundled as it was before.
  if (sources.some(([, [mtimeMs]]) => mtimeMs >= begun)) return;
  try {
    removeStale(outputFiles.map(({ path }) => path));
    write(record, JSON.stringify(Object.fromEntries(sources)));
  } catch {
    // In a read-only folder each command bundles again.
  }
};

if (!isCurrent()) await bundle();
await (await import(pathToFileURL(main).href)).main(process.argv);
