import {
  type AdminCommand,
  type Approver,
  admin,
  adminStream,
  enrolledEntry,
} from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './operator-action.ts';

type Ports = { store: EventStore; system: System };

/** Another administrator with a session, or an operator's reason (break-glass). */
type Approval = { by: string } | { reason: string };

/**
 * Unblocks an administrator. It takes a second person: another administrator verified on the phone just now, or an
 * operator alone with a reason, which raises an alarm. A refusal is recorded too.
 */
export const reenableAdmin = async (
  ports: Ports,
  action: OperatorAction,
  adminId: string,
  approval: Approval,
): Promise<StoredEvent> => {
  const metadata = commandMetadata(action, 'reenable');
  const { event } = await handleCommand(
    ports,
    admin,
    adminStream(adminId),
    metadata,
    async (_, position): Promise<AdminCommand> => ({
      do: 'reenable',
      adminId,
      at: position.stamp().at,
      approver: await approverOf(ports, action, approval),
    }),
  );
  return event;
};

const approverOf = async (
  { store }: Ports,
  { principal }: OperatorAction,
  approval: Approval,
): Promise<Approver> => {
  if ('reason' in approval) return { breakGlass: { principal, reason: approval.reason } };
  const { state } = await store.head(admin, adminStream(approval.by));
  return { by: { adminId: approval.by, session: enrolledEntry(state)?.session ?? null } };
};
