import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { openJournal } from './journal.ts';

const Sms = z.object({
  kind: z.literal('sms'),
  messageId: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  provider: z.enum(['pinpoint', 'end-user-messaging', 'end-user-messaging-notify']),
});
const Feedback = z.object({
  kind: z.literal('feedback'),
  messageId: z.string(),
  status: z.enum(['RECEIVED', 'FAILED']),
});
const Entry = z.discriminatedUnion('kind', [Sms, Feedback]);
type Entry = z.infer<typeof Entry>;

/** A delivered text and the feedback on it. */
export type ReceivedSms = Omit<z.infer<typeof Sms>, 'kind'> & { feedback: 'RECEIVED' | 'FAILED' | null };

export type Messages = {
  /** Delivers a text and returns its message id. */
  deliver(sms: Omit<z.infer<typeof Sms>, 'kind' | 'messageId'>): string;
  /** False for an unknown message id. */
  feedback(messageId: string, status: 'RECEIVED' | 'FAILED'): boolean;
  of(number: string): ReceivedSms[];
  close(): void;
};

/** Opens the delivered texts, in order, in `<folder>/messages.jsonl`. */
export const openMessages = (folder: string | undefined): Messages => {
  const journal = openJournal(folder, 'messages', Entry);
  const received = new Map<string, ReceivedSms>();
  for (const entry of journal.entries) apply(received, entry);
  const record = (entry: Entry) => {
    journal.append(entry);
    apply(received, entry);
  };
  return {
    deliver: (sms) => {
      const messageId = randomUUID();
      record({ kind: 'sms', messageId, ...sms });
      return messageId;
    },
    feedback: (messageId, status) => {
      if (!received.has(messageId)) return false;
      record({ kind: 'feedback', messageId, status });
      return true;
    },
    of: (number) => [...received.values()].filter(({ to }) => to === number),
    close: journal.close,
  };
};

const apply = (received: Map<string, ReceivedSms>, entry: Entry): void => {
  const before = received.get(entry.messageId);
  if (entry.kind === 'feedback') {
    if (before) received.set(entry.messageId, { ...before, feedback: entry.status });
  } else {
    const { kind: _, ...sms } = entry;
    received.set(entry.messageId, { ...sms, feedback: null });
  }
};
