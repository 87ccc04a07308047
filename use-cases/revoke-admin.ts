import { admin, adminStream } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

/** Revokes an administrator's access; a session of a call in progress ends too. */
export const revokeAdmin = async (
  ports: { store: EventStore; system: System },
  action: OperatorAction,
  adminId: string,
  reason: string,
): Promise<StoredEvent> => {
  const command = { do: 'revoke' as const, adminId, reason };
  const metadata = commandMetadata(action, 'revoke');
  return (await handleCommand(ports, admin, adminStream(adminId), metadata, () => command)).event;
};
