import type { FieldPosition, PersonalData } from '../../domain/emergency/ports.ts';

const placed = (subject: string, { stream, seq, id, field }: FieldPosition) =>
  [subject, stream, seq, id, field].join('|');

/** Fake encryption, bound to the field's position and unreadable once the key is deleted. */
export const memoryPersonalData = (): PersonalData => {
  const forgotten = new Set<string>();
  return {
    async encrypt(subject, position, clear) {
      return Buffer.from(JSON.stringify([placed(subject, position), clear])).toString('base64');
    },
    async decrypt(subject, position, ciphertext) {
      if (forgotten.has(subject)) return null;
      const [encryptedAt, clear] = JSON.parse(Buffer.from(ciphertext, 'base64').toString());
      if (encryptedAt !== placed(subject, position))
        throw new Error('this ciphertext belongs to another position');
      return clear;
    },
    async deleteKey(subject) {
      forgotten.add(subject);
    },
  };
};
