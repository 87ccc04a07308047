import type { NumberReservations, PersonalData } from '../domain/emergency/index.ts';
import { judgedTime, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

/**
 * Erases an administrator: appends the event, then deletes the tag of the number and the key. If it is interrupted in between, the id can no longer
 * use the line, and repeating the action completes it. The chain still verifies, because hashes cover the ciphertexts.
 */
export const eraseAdmin = async (
  ports: LogPorts & { personalData: PersonalData; numberReservations: NumberReservations },
  action: OperatorAction,
  adminId: string,
  basis: string,
): Promise<StoredEvent> => {
  const event = await handleAdminCommand(ports, action, 'erase', adminId, () => ({
    do: 'erase',
    adminId,
    basis,
  }));
  if (event.type !== 'AdminErased') return event;
  await ports.numberReservations.release(adminId, judgedTime(event), null);
  await ports.personalData.deleteKey(adminId);
  return event;
};
