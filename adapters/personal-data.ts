import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { FieldPosition, PersonalData } from '../domain/emergency/index.ts';
import { canonical, DamagedLog } from '../domain/ledger/index.ts';
import type { SubjectKeys } from './subject-keys.ts';

/**
 * Encrypts personal data with AES-256-GCM under its subject's own key. The additional data bind a ciphertext to its
 * subject and log position, so a moved ciphertext fails authentication. Encrypting for an erased subject creates a new key,
 * under which the old ciphertexts fail authentication, too.
 */
export const personalData = (keys: SubjectKeys): PersonalData => ({
  encrypt: async (subject, position, clear) => {
    const key = (await keys.find(subject)) ?? (await keys.create(subject));
    return encrypt(key, additionalData(subject, position), clear);
  },
  decrypt: async (subject, position, ciphertext) => {
    const key = await keys.find(subject);
    if (key === null) return null;
    try {
      return decrypt(key, additionalData(subject, position), ciphertext);
    } catch {
      const { stream, seq, field } = position;
      throw new DamagedLog(
        `The encrypted ${field} of ${stream} event ${seq} fails authentication with the key of ${subject}: it was changed, moved or truncated. Run: emergency verify`,
      );
    }
  },
  deleteKey: (subject) => keys.remove(subject),
});

const additionalData = (subject: string, { stream, seq, id, field }: FieldPosition): Buffer =>
  Buffer.from(canonical({ subject, stream, seq, id, field }), 'utf8');

const VERSION = 'v1.';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const encrypt = (key: Buffer, aad: Buffer, clear: string): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  const text = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url');
};

const decrypt = (key: Buffer, aad: Buffer, ciphertext: string): string => {
  if (!ciphertext.startsWith(VERSION)) throw new Error('unknown version');
  const bytes = Buffer.from(ciphertext.slice(VERSION.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(aad).setAuthTag(bytes.subarray(-TAG_BYTES));
  return decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
};
