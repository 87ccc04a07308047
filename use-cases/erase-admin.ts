import type { PersonalData } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

/**
 * Erases an administrator: appends the event, then deletes the key. If it is interrupted in between, the id can no longer
 * use the line, and repeating the action completes it. The chain still verifies, because hashes cover the ciphertexts.
 */
export const eraseAdmin = async (
  ports: LogPorts & { personalData: PersonalData },
  action: OperatorAction,
  adminId: string,
  basis: string,
): Promise<StoredEvent> => {
  const event = await handleAdminCommand(ports, action, 'erase', adminId, () => ({
    do: 'erase',
    adminId,
    basis,
  }));
  await ports.personalData.deleteKey(adminId);
  return event;
};
