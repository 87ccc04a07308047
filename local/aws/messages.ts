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

const SealedSms = z.object({
  kind: z.literal('sealed'),
  messageId: z.string(),
  subject: z.string(),
  sealed: z.string(),
});
const Feedback = z.object({
  kind: z.literal('feedback'),
  messageId: z.string(),
  status: z.enum(['RECEIVED', 'FAILED']),
});
const Entry = z.discriminatedUnion('kind', [SealedSms, Feedback]);

/** Encrypts texts under the key of the person who gets them, so that nothing on disk outlives that key. */
export type TextSeal = {
  /** Null when nobody has the number: the text is then in memory only. */
  seal(number: string, messageId: string, clear: string): Promise<{ subject: string; sealed: string } | null>;
  /** Null when the person was erased. */
  open(subject: string, messageId: string, sealed: string): Promise<string | null>;
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

const NO_SEAL: TextSeal = { seal: async () => null, open: async () => null };

type Kept = z.infer<typeof SealedSms> | { kind: 'clear'; sms: Sms };

/** Opens the delivered texts, in order, in `<folder>/messages.jsonl`. */
export const openMessages = (folder: string | undefined, { seal, open }: TextSeal = NO_SEAL): Messages => {
  if (folder !== undefined) dropClearTexts(join(folder, 'messages.jsonl'));
  const journal = openJournal(folder, 'messages', Entry);
  const texts = new Map<string, Kept>();
  const feedbacks = new Map<string, 'RECEIVED' | 'FAILED'>();
  for (const entry of journal.entries)
    if (entry.kind === 'sealed') texts.set(entry.messageId, entry);
    else feedbacks.set(entry.messageId, entry.status);

  const smsOf = async (kept: Kept): Promise<Sms | null> => {
    if (kept.kind === 'clear') return kept.sms;
    const clear = await open(kept.subject, kept.messageId, kept.sealed);
    return clear === null ? null : Sms.parse(JSON.parse(clear));
  };

  return {
    deliver: async (sms) => {
      const messageId = randomUUID();
      const text: Sms = { messageId, ...sms };
      const sealed = await seal(sms.to, messageId, JSON.stringify(text));
      const entry = sealed && { kind: 'sealed' as const, messageId, ...sealed };
      if (entry) journal.append(entry);
      texts.set(messageId, entry ?? { kind: 'clear', sms: text });
      return messageId;
    },
    feedback: (messageId, status) => {
      if (!texts.has(messageId)) return false;
      if (texts.get(messageId)?.kind === 'sealed') journal.append({ kind: 'feedback', messageId, status });
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
