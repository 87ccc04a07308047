import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Matches only a V8 stack frame, as a multi-line message can look like one. */
const FRAME =
  /^at (?:(?:async |new )*[\w.$<>[\] #]+ \()?((?:file:\/\/|node:|\/)[^\s()]+):([0-9]+):([0-9]+)\)?$/;

const MAX_FRAMES = 8;

/**
 * The stack frames of an error, innermost first: `at adapters/kms.ts:12:31`. Source maps resolve bundled frames
 * (infra/bundle.ts writes them). Frames of Node and packages are omitted when there are others.
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
  return (ours.length > 0 ? ours : frames).slice(0, MAX_FRAMES);
};

const sourceOf = (file: string, row: number, column: number): string | null => {
  const found = mapOf(file)?.findEntry(row - 1, column - 1);
  if (!found || !('originalSource' in found)) return null;
  const { originalSource, originalLine, originalColumn } = found;
  return `${originalSource.replace(/^(\.\.\/)+/, '')}:${originalLine + 1}:${originalColumn + 1}`;
};

/** Read when the first error is logged: Node's `--enable-source-maps` reads every map at startup, 20% slower. */
const maps = new Map<string, SourceMap | null>();

const mapOf = (file: string): SourceMap | null => {
  const cached = maps.get(file);
  if (cached !== undefined) return cached;
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
