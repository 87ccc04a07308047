import type { NumberReservations } from '../domain/emergency/index.ts';
import { judgedTime, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

/** Revokes an administrator's access; a session of a call in progress ends too. The number is free again. */
export const revokeAdmin = async (
  ports: LogPorts & { numberReservations: NumberReservations },
  action: OperatorAction,
  adminId: string,
  reason: string,
): Promise<StoredEvent> => {
  const event = await handleAdminCommand(ports, action, 'revoke', adminId, () => ({
    do: 'revoke',
    adminId,
    reason,
  }));
  if (event.type === 'AdminRevoked') await ports.numberReservations.release(adminId, judgedTime(event), null);
  return event;
};
