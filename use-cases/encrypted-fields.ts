import { adminStream, type PersonalData, type Profile } from '../domain/emergency/index.ts';
import type { EventPosition } from '../domain/ledger/index.ts';

/** Seals a field of an administrator's entry for the place where its event is about to stand. */
export const encryptAt =
  (personalData: PersonalData, adminId: string, place: EventPosition) =>
  (field: string, clear: string): Promise<string> =>
    personalData.encrypt(
      adminId,
      { stream: place.stream, seq: place.seq, id: place.stamp().id, field },
      clear,
    );

type Field = 'number' | 'name' | 'totp';

/** A sealed field of the entry, in the clear; null when it has none, or the administrator was erased. */
export const decryptField = async (
  personalData: PersonalData,
  adminId: string,
  { seq, id, ...entry }: Pick<Profile, 'seq' | 'id' | Field>,
  field: Field,
): Promise<string | null> => {
  const sealed = entry[field];
  if (sealed === null) return null;
  return personalData.decrypt(adminId, { stream: adminStream(adminId), seq, id, field }, sealed);
};
