import type { StoredEvent } from './envelope.ts';

/**
 * A stream's most recent commands with their times (ms), for idempotent retries. Connect retries a Lambda up to three times
 * within eight seconds; twenty seconds tolerate clock skew between Lambda instances. At least the last two are stored, and at
 * most 40, which are about 3 KB of each item.
 */
const LEAST = 2;
const MOST = 40;
const WINDOW = 20_000;

export type ProcessedCommands = [contactId: string, step: string, seq: number, at: number][];

/** The sequence number of the event that a processed command became, or null for a new command. */
export const findProcessed = (
  answered: ProcessedCommands,
  command: { contactId: string; step: string },
): number | null =>
  answered.find(([contactId, step]) => contactId === command.contactId && step === command.step)?.[2] ?? null;

/** Adds an event's command, and drops those too old to be retried. */
export const recordProcessed = (
  answered: ProcessedCommands,
  event: Pick<StoredEvent, 'contactId' | 'step' | 'seq' | 'at'>,
): ProcessedCommands => {
  const now = Date.parse(event.at);
  const recent = answered.filter(([, , , at], index) => at > now - WINDOW || index > answered.length - LEAST);
  return [...recent.slice(1 - MOST), [event.contactId, event.step, event.seq, now]];
};
