import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { openJournal } from './journal.ts';

const Sms = z.object({
  messageId: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  provider: z.enum(['pinpoint', 'end-user-messaging', 'end-user-messaging-notify']),
});
type Sms = z.infer<typeof Sms>;

const EncryptedSms = z.object({
  kind: z.literal('encrypted'),
  messageId: z.string(),
  subject: z.string(),
  encrypted: z.string(),
});
const Feedback = z.object({
  kind: z.literal('feedback'),
  messageId: z.string(),
  status: z.enum(['RECEIVED', 'FAILED']),
});
const Entry = z.discriminatedUnion('kind', [EncryptedSms, Feedback]);

/** Encrypts texts under the key of the person who gets them, so that nothing on disk outlives that key. */
export type TextEncryption = {
  /** Null when nobody has the number: the text is then in memory only. */
  encrypt(
    number: string,
    messageId: string,
    clear: string,
  ): Promise<{ subject: string; encrypted: string } | null>;
  /** Null when the person was erased. */
  decrypt(subject: string, messageId: string, encrypted: string): Promise<string | null>;
};

/** A delivered text and the feedback on it. */
export type ReceivedSms = Sms & { feedback: 'RECEIVED' | 'FAILED' | null };

export type Messages = {
  /** Delivers a text and returns its message id. */
  deliver(sms: Omit<Sms, 'messageId'>): Promise<string>;
  /** False for an unknown message id. */
  feedback(messageId: string, status: 'RECEIVED' | 'FAILED'): boolean;
  of(number: string): Promise<ReceivedSms[]>;
  close(): void;
};

const NO_ENCRYPTION: TextEncryption = { encrypt: async () => null, decrypt: async () => null };

type StoredText = z.infer<typeof EncryptedSms> | { kind: 'clear'; sms: Sms };

/** Opens the delivered texts, in order, in `<folder>/messages.jsonl`. */
export const openMessages = (
  folder: string | undefined,
  { encrypt, decrypt }: TextEncryption = NO_ENCRYPTION,
): Messages => {
  if (folder !== undefined) dropClearTexts(join(folder, 'messages.jsonl'));
  const journal = openJournal(folder, 'messages', Entry);
  const texts = new Map<string, StoredText>();
  const feedbacks = new Map<string, 'RECEIVED' | 'FAILED'>();
  for (const entry of journal.entries)
    if (entry.kind === 'encrypted') texts.set(entry.messageId, entry);
    else feedbacks.set(entry.messageId, entry.status);

  const smsOf = async (stored: StoredText): Promise<Sms | null> => {
    if (stored.kind === 'clear') return stored.sms;
    const clear = await decrypt(stored.subject, stored.messageId, stored.encrypted);
    return clear === null ? null : Sms.parse(JSON.parse(clear));
  };

  return {
    deliver: async (sms) => {
      const messageId = randomUUID();
      const text: Sms = { messageId, ...sms };
      const encrypted = await encrypt(sms.to, messageId, JSON.stringify(text));
      const entry = encrypted && { kind: 'encrypted' as const, messageId, ...encrypted };
      if (entry) journal.append(entry);
      texts.set(messageId, entry ?? { kind: 'clear', sms: text });
      return messageId;
    },
    feedback: (messageId, status) => {
      if (!texts.has(messageId)) return false;
      if (texts.get(messageId)?.kind === 'encrypted') journal.append({ kind: 'feedback', messageId, status });
      feedbacks.set(messageId, status);
      return true;
    },
    of: async (number) => {
      const all = await Promise.all([...texts.values()].map(smsOf));
      return all.flatMap((sms) =>
        sms?.to === number ? [{ ...sms, feedback: feedbacks.get(sms.messageId) ?? null }] : [],
      );
    },
    close: journal.close,
  };
};

/** Removes the texts that an earlier version stored in the clear: they hold numbers, and PINs that have expired. */
const dropClearTexts = (file: string): void => {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'latin1');
  if (!text.startsWith(CLEAR) && !text.includes(`\n${CLEAR}`)) return;
  const kept = text
    .split('\n')
    .filter((line) => !line.startsWith(CLEAR) && !line.startsWith('{"kind":"feedback"'));
  writeFileSync(`${file}.new`, kept.join('\n'), { encoding: 'latin1', mode: 0o600 });
  renameSync(`${file}.new`, file);
};
const CLEAR = '{"kind":"sms"';
