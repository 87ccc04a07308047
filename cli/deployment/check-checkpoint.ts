import type { StoredCheckpoint } from '../../domain/ledger/index.ts';
import { counted } from '../output.ts';
import { expectThat, type Finding, fail } from './findings.ts';

/** A checkpoint a day is made even of a log that does not grow (domain/ledger/proof/checkpoint-policy.ts); five minutes for the look that makes it. */
const LATEST = 86_400_000 + 300_000;

/** Whether the log is signed as it should be. `now`: milliseconds. */
export const checkCheckpoint = (newest: StoredCheckpoint | null, now: number): Finding => {
  const name = 'event log, checkpoint';
  const todo = 'see the log of the Lambda SignCheckpoint, and docs/runbook.md (checkpoint-failures)';
  if (!newest) return fail(name, 'there is none yet: nothing on record is signed', todo);
  const { at, size } = newest;
  const says = `the newest is of ${new Date(at).toISOString()} and signs ${counted(size, 'event')}`;
  return expectThat(name, now - at <= LATEST, says, `${says}: there should be one a day`, todo);
};
