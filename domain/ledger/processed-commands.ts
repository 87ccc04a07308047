import type { StoredEvent } from './envelope.ts';

/**
 * The commands a stream has answered last, with the time (ms). Connect retries a Lambda up to three times within its eight
 * seconds, so a repeat comes soon or never: everything of the last twenty seconds is kept, the functions' clocks being a
 * little off, or the last two where that is more. The bound is for a storm: 40 are about 3 KB of each item.
 */
const LEAST = 2;
const MOST = 40;
const WINDOW = 20_000;

export type ProcessedCommands = [contactId: string, step: string, seq: number, at: number][];

/** The sequence number of the event that answered this command before, or null when it is new. */
export const findProcessed = (
  answered: ProcessedCommands,
  command: { contactId: string; step: string },
): number | null =>
  answered.find(([contactId, step]) => contactId === command.contactId && step === command.step)?.[2] ?? null;

export const recordProcessed = (
  answered: ProcessedCommands,
  event: Pick<StoredEvent, 'contactId' | 'step' | 'seq' | 'at'>,
): ProcessedCommands => {
  const now = Date.parse(event.at);
  const kept = answered.filter(([, , , at], index) => at > now - WINDOW || index > answered.length - LEAST);
  return [...kept.slice(1 - MOST), [event.contactId, event.step, event.seq, now]];
};
