import {
  type AdminState,
  admin,
  adminStream,
  type DirectoryTable,
  type E164,
  enrolledEntry,
  type NumberReservations,
  type PersonalData,
} from '../domain/emergency/index.ts';
import { decryptField } from './encrypted-fields.ts';
import type { LogPorts } from './log-ports.ts';

export type ReservationPorts = LogPorts & {
  personalData: PersonalData;
  directory: Pick<DirectoryTable, 'find'>;
  numberReservations: NumberReservations;
};

/** Milliseconds after which a reserved number is in the log, or its enrollment has failed: the function ends within 30 s. */
const PENDING = 600_000;

/** The number of an enrolled administrator, from the stream's state; null without one. */
export const currentNumber = async (
  { personalData }: Pick<ReservationPorts, 'personalData'>,
  adminId: string,
  state: AdminState,
): Promise<string | null> => {
  const profile = enrolledEntry(state)?.profile;
  return profile ? decryptField(personalData, adminId, profile, 'number') : null;
};

/** Whether the log has this number for the administrator now. */
const hasNumber = async (ports: ReservationPorts, adminId: string, number: E164): Promise<boolean> => {
  const { state } = await ports.store.head(admin, adminStream(adminId));
  return (await currentNumber(ports, adminId, state)) === number.reveal();
};

/**
 * Reserves a number for an administrator before the entry is in the log. A reservation whose enrollment failed, or whose
 * number was released, is found by comparing it with the log, and replaced.
 * @returns false when the number is another administrator's
 */
export const reserveNumber = async (
  ports: ReservationPorts,
  number: E164,
  adminId: string,
): Promise<boolean> => {
  const { numberReservations, directory, system } = ports;
  const wanted = { adminId, at: system.now() };
  const isOwn = (reservation: { adminId: string }) => reservation.adminId === adminId;
  let holder = await numberReservations.reserve(number, wanted);
  if (!isOwn(holder)) {
    const isPending = Math.abs(wanted.at - holder.at) < PENDING;
    if (isPending || (await hasNumber(ports, holder.adminId, number))) return false;
    holder = await numberReservations.reserve(number, wanted, holder);
    if (!isOwn(holder)) return false;
  }
  // Numbers that were enrolled before there were reservations have none.
  const row = await directory.find(number);
  return row === null || isOwn(row) || !(await hasNumber(ports, row.adminId, number));
};
