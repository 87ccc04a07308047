import { z } from 'zod';
import type { Body } from './envelope.ts';

/**
 * The commands a stream has answered last. Connect retries a Lambda up to three times within its eight seconds, so a
 * repeat comes soon or never; twelve leaves room for other calls in between.
 */
const REMEMBERED = 12;

export const answeredSchema = z.array(z.tuple([z.string(), z.string(), z.int()]));
export type Answered = z.infer<typeof answeredSchema>;

/** The sequence number of the event that answered this command before, or null when it is new. */
export const answeredAt = (answered: Answered, command: { contactId: string; step: string }): number | null =>
  answered.find(([contactId, step]) => contactId === command.contactId && step === command.step)?.[2] ?? null;

export const remember = (answered: Answered, event: Pick<Body, 'contactId' | 'step' | 'seq'>): Answered => [
  ...answered.slice(1 - REMEMBERED),
  [event.contactId, event.step, event.seq],
];
