import type { AdminEvent } from './events.ts';

export type Data<Type extends AdminEvent['type']> = Extract<AdminEvent, { type: Type }>['data'];

/** What every command of a call carries: its contact id, and the time in milliseconds. */
export type At = { contactId: string; at: number };

export const iso = (at: number) => new Date(at).toISOString();
