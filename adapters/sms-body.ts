import type { Sms } from '../domain/emergency/index.ts';

/**
 * The words of a text, for the providers that leave them to us. A PIN's fit into one GSM-7 part: brand, PIN, life, and what
 * to do if it was not asked for. India's template is registered with these very words (docs/deploy.md).
 */
export const smsBody = ({ content, ttlSeconds }: Sms): string =>
  content.kind === 'notice'
    ? content.body
    : `${content.brand}: your PIN is ${content.pin.reveal()}. It is valid for ${ttlSeconds} seconds. If you did not call, tell your security desk.`;

/** What India's carriers want of a sender (TRAI's register): the sender's own id, and that of the PIN's template. */
export type India = { entityId: string; templateId: string };

/** The ids to send along, or null: they are India's alone, and the template is the PIN's alone. */
export const indiaFor = (india: India | undefined, { to, content }: Sms): India | null =>
  india !== undefined && content.kind === 'pin' && to.reveal().startsWith('+91') ? india : null;
