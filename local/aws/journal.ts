import { closeSync, fstatSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { ExplainedError } from '../../domain/ledger/index.ts';

/** A journal file is damaged. */
export class DamagedJournal extends ExplainedError {
  readonly code = 'DamagedJournal';
}

/** An append-only list. Once `append` returns, a SIGKILL does not lose the entries. */
export type Journal<Entry> = {
  readonly entries: readonly Entry[];
  append(...entries: Entry[]): void;
  close(): void;
};

/**
 * Opens `<folder>/<name>.jsonl`, one JSON entry per line, readable by its owner only; in memory without a folder. An
 * incomplete last line was never acknowledged and is dropped.
 * @throws DamagedJournal for any other damage, naming file and line
 */
export const openJournal = <Entry>(
  folder: string | undefined,
  name: string,
  schema: z.ZodType<Entry>,
): Journal<Entry> => {
  if (folder === undefined) return inMemory();
  const path = join(folder, `${name}.jsonl`);
  const file = openSync(path, 'a+', 0o600);
  const bytes = readFileSync(file);
  const whole = bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  const entries = parseLines(path, whole, schema);
  const torn = bytes.subarray(whole.length).toString('latin1');
  // A line that was cut short still starts correctly.
  if (torn !== '' && !torn.startsWith('{')) throw damaged(path, entries.length + 1);
  ftruncateSync(file, whole.length);
  return {
    entries,
    append: (...added) => {
      writeWhole(file, added.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
      entries.push(...added);
    },
    close: () => closeSync(file),
  };
};

const inMemory = <Entry>(): Journal<Entry> => {
  const entries: Entry[] = [];
  return { entries, append: (...added) => void entries.push(...added), close: () => {} };
};

// Latin-1 preserves the bytes of a line, so that a line that is not UTF-8 is detected.
const parseLines = <Entry>(path: string, bytes: Buffer, schema: z.ZodType<Entry>): Entry[] =>
  bytes
    .toString('latin1')
    .split('\n')
    .slice(0, -1)
    .map((line, index) => {
      const entry = schema.safeParse(jsonOrUndefined(Buffer.from(line, 'latin1')));
      if (entry.success) return entry.data;
      throw damaged(path, index + 1);
    });

const damaged = (path: string, line: number) =>
  new DamagedJournal(
    `${path} line ${line} is damaged. Restore the file from a copy, or move it away to start without it.`,
  );

const jsonOrUndefined = (line: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line));
  } catch {
    return undefined;
  }
};

// A disk that fills up within a line must not leave half of it before the next one.
const writeWhole = (file: number, text: string): void => {
  const { size } = fstatSync(file);
  try {
    writeFileSync(file, text);
  } catch (error) {
    ftruncateSync(file, size);
    throw error;
  }
};
