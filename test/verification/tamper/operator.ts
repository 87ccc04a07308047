import type { SignedLog } from '../../kit/signed-log.ts';

/**
 * Changes a log at event `at`, as anybody could who can write to the table or to the anchor's folder; null where it does not
 * apply. `rehashed` also writes the hash of the changed body, and `releafed` the leaf too.
 */
export type Operator = (log: SignedLog, at: number) => SignedLog | null | Promise<SignedLog | null>;

export const replaced = <Value>(all: readonly Value[], index: number, value: Value): Value[] =>
  all.map((one, position) => (position === index ? value : one));
