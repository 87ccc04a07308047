import { admin, adminStream, type PersonalData } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

/**
 * Erases an administrator: appends the event, then deletes the key. If it is interrupted in between, the id can no longer
 * use the line, and repeating the action completes it. The chain still verifies, because hashes cover the ciphertexts.
 */
export const eraseAdmin = async (
  ports: { store: EventStore; system: System; personalData: PersonalData },
  action: OperatorAction,
  adminId: string,
  basis: string,
): Promise<StoredEvent> => {
  const command = { do: 'erase' as const, adminId, basis };
  const metadata = commandMetadata(action, 'erase');
  const { event } = await handleCommand(ports, admin, adminStream(adminId), metadata, () => command);
  await ports.personalData.deleteKey(adminId);
  return event;
};
