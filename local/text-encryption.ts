import { parseE164 } from '../domain/emergency/index.ts';
import { DamagedLog } from '../domain/ledger/index.ts';
import type { AppContext } from '../handlers/composition/context.ts';
import { createStores } from '../handlers/composition/projector.ts';
import type { TextEncryption } from './aws/messages.ts';

const positionOf = (id: string) => ({ stream: 'text', seq: 0, id, field: 'text' });

/**
 * Encrypts the simulated phone's texts like the personal data in the log.
 * @param context returns the line's context, null while the line starts
 */
export const textEncryption = (context: () => AppContext | null): TextEncryption => ({
  encrypt: async (to, messageId, clear) => {
    const ctx = context();
    const number = parseE164(to);
    if (ctx === null || !number) return null;
    const { directory, personalData } = createStores(ctx);
    const row = await directory.find(number);
    if (row === null) return null;
    return {
      subject: row.adminId,
      encrypted: await personalData.encrypt(row.adminId, positionOf(messageId), clear),
    };
  },
  decrypt: async (subject, messageId, encrypted) => {
    const ctx = context();
    if (ctx === null) return null;
    const decrypted = createStores(ctx).personalData.decrypt(subject, positionOf(messageId), encrypted);
    return decrypted.catch((error: unknown) => {
      // An administrator who is enrolled again after an erasure has a new key.
      if (error instanceof DamagedLog) return null;
      throw error;
    });
  },
});
