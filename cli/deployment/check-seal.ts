import type { KeptCheckpoint } from '../../domain/leaf-log.ts';
import { bad, either, type Finding } from './findings.ts';

/** A checkpoint a day is made even of a log that does not grow (domain/checkpoint-policy.ts); five minutes for the look that makes it. */
const LATEST = 86_400_000 + 300_000;

/** Whether the log is signed as it should be. `now`: milliseconds. */
export const checkSeal = (newest: KeptCheckpoint | null, now: number): Finding => {
  const name = 'event log, checkpoint';
  const todo = 'see the log of the Lambda SealLog, and docs/runbook.md (log-not-sealed)';
  if (!newest) return bad(name, 'there is none yet: nothing on record is signed', todo);
  const { at, size } = newest;
  const says = `the newest is of ${new Date(at).toISOString()} and signs ${size} events`;
  return either(name, now - at <= LATEST, says, `${says}: there should be one a day`, todo);
};
