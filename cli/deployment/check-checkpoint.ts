import type { StoredCheckpoint } from '../../domain/ledger/index.ts';
import { counted } from '../output.ts';
import { expectThat, type Finding, fail } from './findings.ts';

/** A checkpoint is signed every day even if the log does not grow (domain/ledger/proof/checkpoint-policy.ts); plus five minutes for the run. */
const MAX_AGE = 86_400_000 + 300_000;

/** Checks the age of the newest checkpoint. `now`: milliseconds. */
export const checkCheckpoint = (newest: StoredCheckpoint | null, now: number): Finding => {
  const name = 'event log, checkpoint';
  const todo = 'see the log of the Lambda SignCheckpoint, and docs/runbook.md (checkpoint-failures)';
  if (!newest) return fail(name, 'there is no checkpoint yet: no event is signed', todo);
  const { at, size } = newest;
  const message = `the newest is of ${new Date(at).toISOString()} and covers ${counted(size, 'event')}`;
  return expectThat(name, now - at <= MAX_AGE, message, `${message}; one is due every day`, todo);
};
