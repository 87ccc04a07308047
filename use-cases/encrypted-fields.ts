import { adminStream, type PersonalData, type Profile } from '../domain/emergency/index.ts';
import type { EventPosition } from '../domain/ledger/index.ts';

/** Encrypts a field of an administrator's entry, bound to the position of its event. */
export const encryptAt =
  (personalData: PersonalData, adminId: string, position: EventPosition) =>
  (field: string, clear: string): Promise<string> =>
    personalData.encrypt(
      adminId,
      { stream: position.stream, seq: position.seq, id: position.stamp().id, field },
      clear,
    );

type Field = 'number' | 'name' | 'totp';

/** Decrypts a field of the entry; null when it has none or the administrator was erased. */
export const decryptField = async (
  personalData: PersonalData,
  adminId: string,
  { seq, id, ...entry }: Pick<Profile, 'seq' | 'id' | Field>,
  field: Field,
): Promise<string | null> => {
  const ciphertext = entry[field];
  if (ciphertext === null) return null;
  return personalData.decrypt(adminId, { stream: adminStream(adminId), seq, id, field }, ciphertext);
};
