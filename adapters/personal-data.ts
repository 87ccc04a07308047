import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { FieldPosition, PersonalData } from '../domain/emergency/index.ts';
import { canonical, DamagedLog } from '../domain/ledger/index.ts';
import type { SubjectKeys } from './subject-keys.ts';

/**
 * Personal data sealed with AES-256-GCM under a key of its subject's own. The additional data bind a text to its
 * subject and its place in the log, so a ciphertext moved elsewhere does not open.
 *
 * Whoever seals for a subject that was forgotten gives it a new key, and its old texts then count as tampered with.
 */
export const personalData = (keys: SubjectKeys): PersonalData => ({
  encrypt: async (subject, place, clear) => {
    const key = (await keys.find(subject)) ?? (await keys.create(subject));
    return encrypt(key, boundTo(subject, place), clear);
  },
  decrypt: async (subject, place, sealed) => {
    const key = await keys.find(subject);
    if (key === null) return null;
    try {
      return decrypt(key, boundTo(subject, place), sealed);
    } catch {
      const { stream, seq, field } = place;
      throw new DamagedLog(
        `The sealed ${field} of ${stream} event ${seq} does not open with the key of ${subject}: it was changed, moved or cut.`,
      );
    }
  },
  deleteKey: (subject) => keys.remove(subject),
});

const boundTo = (subject: string, { stream, seq, id, field }: FieldPosition): Buffer =>
  Buffer.from(canonical({ subject, stream, seq, id, field }), 'utf8');

const VERSION = 'v1.';
const IV = 12;
const TAG = 16;

const encrypt = (key: Buffer, bound: Buffer, clear: string): string => {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG }).setAAD(bound);
  const text = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
  return VERSION + Buffer.concat([iv, text, cipher.getAuthTag()]).toString('base64url');
};

const decrypt = (key: Buffer, bound: Buffer, sealed: string): string => {
  if (!sealed.startsWith(VERSION)) throw new Error('unknown version');
  const bytes = Buffer.from(sealed.slice(VERSION.length), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV), { authTagLength: TAG });
  decipher.setAAD(bound).setAuthTag(bytes.subarray(-TAG));
  return decipher.update(bytes.subarray(IV, -TAG), undefined, 'utf8') + decipher.final('utf8');
};
