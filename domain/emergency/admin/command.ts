import type { AdminEvent } from './events.ts';

export type Data<Type extends AdminEvent['type']> = Extract<AdminEvent, { type: Type }>['data'];

/** Every command from a call says on which one, and when in milliseconds. */
export type At = { contactId: string; at: number };

export const iso = (at: number) => new Date(at).toISOString();
