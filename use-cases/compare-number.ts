import {
  type AdminState,
  type DirectoryRow,
  type E164,
  enrolledEntry,
  type PersonalData,
} from '../domain/emergency/index.ts';
import { decryptField } from './encrypted-fields.ts';

/**
 * Whether the directory row that a calling number was found in contradicts the administrator's own stream: the number is not
 * the one encrypted there, or the row is no older than the entry and still names another one. A row that is merely behind the
 * log does not contradict it. Costs one read and one decryption.
 */
export const contradictsLog = async (
  { personalData }: { personalData: PersonalData },
  state: AdminState,
  { adminId, numberSeq, seq }: DirectoryRow,
  number: E164,
): Promise<boolean> => {
  const profile = enrolledEntry(state)?.profile;
  if (profile?.numberSeq !== numberSeq) return seq >= state.listSeq;
  return (await decryptField(personalData, adminId, profile, 'number')) !== number.reveal();
};
