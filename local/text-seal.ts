import { parseE164 } from '../domain/emergency/index.ts';
import { DamagedLog } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import type { TextSeal } from './aws/messages.ts';

const positionOf = (id: string) => ({ stream: 'text', seq: 0, id, field: 'text' });

/**
 * Encrypts the simulated phone's texts like the personal data in the log.
 * @param context returns the line's context, null while the line starts
 */
export const textSeal = (context: () => AppContext | null): TextSeal => ({
  seal: async (to, messageId, clear) => {
    const ctx = context();
    const number = parseE164(to);
    if (ctx === null || !number) return null;
    const { directory, personalData } = createStores(ctx);
    const row = await directory.find(number);
    if (row === null) return null;
    return {
      subject: row.adminId,
      sealed: await personalData.encrypt(row.adminId, positionOf(messageId), clear),
    };
  },
  open: async (subject, messageId, sealed) => {
    const ctx = context();
    if (ctx === null) return null;
    const opened = createStores(ctx).personalData.decrypt(subject, positionOf(messageId), sealed);
    return opened.catch((error: unknown) => {
      // Whoever is enrolled again after an erasure has a new key.
      if (error instanceof DamagedLog) return null;
      throw error;
    });
  },
});
