import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A frame of V8's and nothing else: a message can span lines and look like one. */
const FRAME =
  /^at (?:(?:async |new )*[\w.$<>[\] #]+ \()?((?:file:\/\/|node:|\/)[^\s()]+):([0-9]+):([0-9]+)\)?$/;

const MOST = 8;

/**
 * Where an error passed, innermost first: `at adapters/kms.ts:12:31`. Frames of a bundle are named by their source file
 * (bundle.ts writes the maps), those of Node and of packages are left out while there are others.
 */
export const sourceFrames = (stack: string): string[] => {
  const frames = stack.split('\n').flatMap((line) => {
    const frame = line.trim();
    const [, file, row, column] = FRAME.exec(frame) ?? [];
    if (file === undefined) return [];
    const source = file.endsWith('.mjs') ? sourceOf(file, Number(row), Number(column)) : null;
    return [source === null ? frame : `at ${source}`];
  });
  const ours = frames.filter((frame) => !/node:|node_modules/.test(frame));
  return (ours.length > 0 ? ours : frames).slice(0, MOST);
};

const sourceOf = (file: string, row: number, column: number): string | null => {
  const found = mapOf(file)?.findEntry(row - 1, column - 1);
  if (!found || !('originalSource' in found)) return null;
  const { originalSource, originalLine, originalColumn } = found;
  return `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
};

/**
 * Read when the first error is logged. Node's own `--enable-source-maps` reads every map at the start, which takes a
 * fifth as long again as the start itself.
 */
const maps = new Map<string, SourceMap | null>();

const mapOf = (file: string): SourceMap | null => {
  const known = maps.get(file);
  if (known !== undefined) return known;
  const map = read(file);
  maps.set(file, map);
  return map;
};

const read = (file: string): SourceMap | null => {
  try {
    const path = file.startsWith('file:') ? fileURLToPath(file) : file;
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
  } catch {
    return null;
  }
};
