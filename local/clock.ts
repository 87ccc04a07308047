import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ExplainedError } from '../domain/ledger/index.ts';

/** How far the clock may be ahead in all, in milliseconds: a hundred years. Five-digit years are none an event may have. */
const FARTHEST = 100 * 365 * 86_400_000;

const saved = z.strictObject({ aheadMs: z.int().min(0).max(FARTHEST) });

/** The line's clock: the machine's, and as far ahead of it as somebody moved it. It never goes back, not over a restart either. */
export type Clock = {
  now(): number;
  /** @throws ClockTooFar */
  advance(milliseconds: number): void;
};

/** The clock would be more than a hundred years ahead. */
export class ClockTooFar extends ExplainedError {
  readonly code = 'ClockTooFar';
}

/** The clock's file is not one of ours. */
export class DamagedClock extends ExplainedError {
  readonly code = 'DamagedClock';
}

/** @param folder where the advance is kept; null keeps it in memory only */
export const openClock = (folder: string | null): Clock => {
  const file = folder && join(folder, 'clock.json');
  let aheadMs = file ? readAhead(file) : 0;
  return {
    now: () => Date.now() + aheadMs,
    advance: (milliseconds) => {
      if (aheadMs + milliseconds > FARTHEST)
        throw new ClockTooFar(
          'the clock goes no farther than a hundred years ahead; start on a new data folder',
        );
      aheadMs += milliseconds;
      if (!file) return;
      writeFileSync(`${file}.new`, JSON.stringify({ aheadMs }));
      renameSync(`${file}.new`, file);
    },
  };
};

const readAhead = (file: string): number => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 0;
  }
  try {
    return saved.parse(JSON.parse(text)).aheadMs;
  } catch {
    throw new DamagedClock(
      `${file} is damaged: it should hold {"aheadMs": <milliseconds>}; delete it to go back to the machine's clock`,
    );
  }
};
