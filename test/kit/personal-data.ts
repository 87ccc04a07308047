import type { FieldPosition, PersonalData } from '../../domain/emergency/ports.ts';

const placed = (subject: string, { stream, seq, id, field }: FieldPosition) =>
  [subject, stream, seq, id, field].join('|');

/** Fake encryption, bound to the field's position and unreadable once the key is deleted. */
export const memoryPersonalData = (): PersonalData => {
  const forgotten = new Set<string>();
  return {
    async encrypt(subject, place, clear) {
      return Buffer.from(JSON.stringify([placed(subject, place), clear])).toString('base64');
    },
    async decrypt(subject, place, sealed) {
      if (forgotten.has(subject)) return null;
      const [sealedAt, clear] = JSON.parse(Buffer.from(sealed, 'base64').toString());
      if (sealedAt !== placed(subject, place)) throw new Error('a sealed text was moved');
      return clear;
    },
    async deleteKey(subject) {
      forgotten.add(subject);
    },
  };
};
