import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ExplainedError } from '../domain/ledger/index.ts';

/** Maximum total advance in milliseconds, a hundred years: events cannot hold five-digit years. */
const MAX_ADVANCE = 100 * 365 * 86_400_000;

const saved = z.strictObject({ aheadMs: z.int().min(0).max(MAX_ADVANCE) });

/** The machine's clock plus an advance, which only grows and survives a restart. */
export type Clock = {
  now(): number;
  /** @throws ClockTooFar */
  advance(milliseconds: number): void;
};

/** The clock would be more than a hundred years ahead. */
export class ClockTooFar extends ExplainedError {
  readonly code = 'ClockTooFar';
}

/** The clock's file is damaged. */
export class DamagedClock extends ExplainedError {
  readonly code = 'DamagedClock';
}

/** @param folder where the advance is stored; null for memory only */
export const openClock = (folder: string | null): Clock => {
  const file = folder && join(folder, 'clock.json');
  let aheadMs = file ? readAhead(file) : 0;
  return {
    now: () => Date.now() + aheadMs,
    advance: (milliseconds) => {
      if (aheadMs + milliseconds > MAX_ADVANCE)
        throw new ClockTooFar(
          'the clock cannot be more than a hundred years ahead; start with a new data folder',
        );
      aheadMs += milliseconds;
      if (!file) return;
      writeFileSync(`${file}.new`, JSON.stringify({ aheadMs }));
      renameSync(`${file}.new`, file);
    },
  };
};

const readAhead = (file: string): number => {
  if (!existsSync(file)) return 0;
  try {
    return saved.parse(JSON.parse(readFileSync(file, 'utf8'))).aheadMs;
  } catch {
    throw new DamagedClock(
      `${file} is damaged: it should hold {"aheadMs": <milliseconds>}; delete it to go back to the machine's clock`,
    );
  }
};
