import {
  type AdminState,
  admin,
  adminStream,
  type DirectoryRow,
  type DirectoryTable,
  ERASED,
  type PersonalData,
  type Profile,
  type SendBudget,
  UNKNOWN_PHONE,
} from '../domain/emergency/index.ts';
import { type EventStore, fold, type StoredEvent } from '../domain/ledger/index.ts';

export type DirectoryPorts = {
  store: EventStore;
  directory: DirectoryTable;
  personalData: PersonalData;
  sendBudget: SendBudget;
};

/** The events that may change a directory row. `PinIssued` does when the number had not been looked up before. */
export const CHANGES_DIRECTORY: ReadonlySet<string> = new Set([
  'AdminEnrolled',
  'AdminChanged',
  'AdminRevoked',
  'AdminErased',
  'PinIssued',
]);

/** Number and name in the clear; neither when the administrator's key is deleted. */
const decrypted = async (personalData: PersonalData, adminId: string, { seq, id, ...profile }: Profile) => {
  const position = { stream: adminStream(adminId), seq, id };
  const number = await personalData.decrypt(adminId, { ...position, field: 'number' }, profile.number);
  const name = await personalData.decrypt(adminId, { ...position, field: 'name' }, profile.name);
  return number === null || name === null ? {} : { number, name };
};

/** The row of an erased administrator. */
const ERASED_ROW = {
  maskedNumber: ERASED,
  locations: [],
  language: 'none',
  phone: UNKNOWN_PHONE,
  factor: 'sms' as const,
  numberSeq: 0,
};

/** The row of an administrator's state; null before the first enrollment. */
export const directoryRow = async (
  { personalData }: Pick<DirectoryPorts, 'personalData'>,
  adminId: string,
  { listing, listSeq: seq }: AdminState,
): Promise<DirectoryRow | null> => {
  if (listing.status === 'erased') return { adminId, erased: true, ...ERASED_ROW, seq };
  if (listing.status === 'unlisted' || !listing.profile) return null;
  const { status, profile } = listing;
  const { maskedNumber, locations, language, phone, factor, numberSeq } = profile;
  const personal = status === 'listed' ? await decrypted(personalData, adminId, profile) : {};
  return { adminId, ...personal, maskedNumber, locations, language, phone, factor, numberSeq, seq };
};

/** Writes the row, and whether this administrator counts towards the send budget. */
const write = async (ports: DirectoryPorts, adminId: string, state: AdminState, mayEqual: boolean) => {
  const row = await directoryRow(ports, adminId, state);
  if (!row) return;
  const isNewest = await ports.directory.put(row, mayEqual);
  // Refused with `mayEqual`: a newer row was written meanwhile, and its writer counts. Otherwise it may be this very row.
  if (isNewest || !mayEqual) await ports.sendBudget.setEnrolled(adminId, row.number !== undefined);
};

/**
 * Writes an administrator's row from the newest state, so duplicate and late events are harmless.
 * @param since sequence number; writes nothing when the entry has not changed since that event
 */
export const projectAdmin = async (ports: DirectoryPorts, adminId: string, since = 0): Promise<void> => {
  const { state } = await ports.store.head(admin, adminStream(adminId));
  if (state.listSeq >= since) await write(ports, adminId, state, false);
};

/** Folds an administrator's whole stream from the event bodies alone and writes the row, even over one of the same `seq`. */
export const rebuildAdmin = async (ports: DirectoryPorts, adminId: string): Promise<void> => {
  const events: StoredEvent[] = [];
  for await (const { event } of ports.store.read(adminStream(adminId))) events.push(event);
  await write(ports, adminId, fold(admin, events), true);
};
