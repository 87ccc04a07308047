import type { Sms } from '../domain/emergency/index.ts';

/**
 * The body of a text, for providers without templates of their own. A PIN's body fits into one GSM-7 part. India's
 * template is registered with exactly these words (docs/deploy.md).
 */
export const smsBody = ({ content, ttlSeconds }: Pick<Sms, 'content' | 'ttlSeconds'>): string =>
  content.kind === 'notice'
    ? content.body
    : `${content.brand}: your PIN is ${content.pin.reveal()}. It is valid for ${ttlSeconds} seconds. If you did not call, tell your security desk.`;

/** Ids that India's carriers require (TRAI's register): the sender's, and that of the PIN template. */
export type India = { entityId: string; templateId: string };

/** The ids to send with a text: only for a PIN to an Indian number, otherwise null. */
export const indiaFor = (india: India | undefined, { to, content }: Sms): India | null =>
  india !== undefined && content.kind === 'pin' && to.reveal().startsWith('+91') ? india : null;
