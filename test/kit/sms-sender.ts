import { smsBody } from '../../adapters/sms-body.ts';
import type { Sms, SmsOutcome, SmsSender } from '../../domain/emergency/ports.ts';

export type SmsScript = SmsOutcome | (() => Promise<SmsOutcome>);
export type MemorySms = SmsSender & {
  sent: { to: string; body: string; ttlSeconds: number; context: Record<string, string> }[];
  feedbacks: { messageId: string; received: boolean }[];
  /** The outcomes of the next sends; after them, every text is accepted. */
  script: SmsScript[];
  /** The PIN in the newest text, as the administrator reads it. */
  pin(): string;
};

/** Records every text, failed ones included. */
export const memorySms = (): MemorySms => {
  const sent: MemorySms['sent'] = [];
  const feedbacks: MemorySms['feedbacks'] = [];
  const script: SmsScript[] = [];
  return {
    provider: 'memory',
    sent,
    feedbacks,
    script,
    async send(sms: Sms) {
      const { to, ttlSeconds, context } = sms;
      sent.push({ to: to.reveal(), body: smsBody(sms), ttlSeconds, context });
      const next = script.shift() ?? { sent: true, messageId: `text-${sent.length}` };
      return typeof next === 'function' ? next() : next;
    },
    async feedback(messageId, received) {
      feedbacks.push({ messageId, received });
    },
    pin: () => sent.at(-1)?.body.match(/PIN is (\d+)/)?.[1] ?? 'no text came',
  };
};
