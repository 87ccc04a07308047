import { type Approver, admin, adminStream, enrolledEntry } from '../domain/emergency/index.ts';
import type { StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';
import { handleAdminCommand, type OperatorAction } from './operator-action.ts';

/** Another administrator with a session, or an operator's reason (break-glass). */
type Approval = { by: string } | { reason: string };

/**
 * Unblocks an administrator. It takes a second person: another administrator verified on the phone just now, or an
 * operator alone with a reason, which raises an alarm. A refusal is recorded too.
 */
export const reenableAdmin = (
  ports: LogPorts,
  action: OperatorAction,
  adminId: string,
  approval: Approval,
): Promise<StoredEvent> =>
  handleAdminCommand(ports, action, 'reenable', adminId, async (_, position) => ({
    do: 'reenable',
    adminId,
    at: position.stamp().at,
    approver: await approverOf(ports, action, approval),
  }));

const approverOf = async (
  { store }: LogPorts,
  { principal }: OperatorAction,
  approval: Approval,
): Promise<Approver> => {
  if ('reason' in approval) return { breakGlass: { principal, reason: approval.reason } };
  const { state } = await store.head(admin, adminStream(approval.by));
  return { by: { adminId: approval.by, session: enrolledEntry(state)?.session ?? null } };
};
