import type { SealedLog } from '../../kit/signed-log.ts';

/**
 * Changes a log at event `at`, as one could who can write to the table or to the anchor's folder; null where it does not
 * apply. `rehashed` goes on to write the hash that belongs to a changed body, and `releafed` the leaf too.
 */
export type Operator = (log: SealedLog, at: number) => SealedLog | null | Promise<SealedLog | null>;

export const replaced = <Value>(all: readonly Value[], index: number, value: Value): Value[] =>
  all.map((one, position) => (position === index ? value : one));
