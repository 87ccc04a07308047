import { judgedTime, type StoredEvent } from './envelope.ts';

/**
 * A stream's most recent commands with their times (ms), for idempotent retries. Connect retries a Lambda up to three times
 * within eight seconds; twenty seconds tolerate clock skew between Lambda instances. At least the last two are stored, and at
 * most 40, which are about 4 KB of each item.
 */
const LEAST = 2;
const MOST = 40;
const WINDOW = 20_000;

/** `request`: the command without its secrets, times and outcome, as `Decider.requestOf` gives it. */
export type ProcessedCommands = [contactId: string, step: string, seq: number, at: number, request: string][];

/** A command's idempotency key, and what it requests. */
export type CommandKey = { contactId: string; step: string; request: string };

/**
 * What a stream has recorded of an idempotency key: this command (its event's sequence number), another command under the
 * same key, or nothing.
 */
export const findProcessed = (
  answered: ProcessedCommands,
  { contactId, step, request }: CommandKey,
): number | 'another-command' | null => {
  const same = answered.filter(([contact, block]) => contact === contactId && block === step);
  const processed = same.find(([, , , , recorded]) => recorded === request);
  if (processed) return processed[2];
  return same.length > 0 ? 'another-command' : null;
};

/** Adds an event's command, and drops those too old to be retried. */
export const recordProcessed = (
  answered: ProcessedCommands,
  event: Pick<StoredEvent, 'contactId' | 'step' | 'seq' | 'at' | 'judgedAt'>,
  request: string,
): ProcessedCommands => {
  const now = judgedTime(event);
  const recent = answered.filter(([, , , at], index) => at > now - WINDOW || index > answered.length - LEAST);
  return [...recent.slice(1 - MOST), [event.contactId, event.step, event.seq, now, request]];
};
