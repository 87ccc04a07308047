import type { StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

/** Revokes an administrator's access; a session of a call in progress ends too. */
export const revokeAdmin = (
  ports: LogPorts,
  action: OperatorAction,
  adminId: string,
  reason: string,
): Promise<StoredEvent> =>
  handleAdminCommand(ports, action, 'revoke', adminId, () => ({ do: 'revoke', adminId, reason }));
