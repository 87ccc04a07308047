import { type AdminCommand, type AdminState, admin, adminStream } from '../domain/emergency/index.ts';
import { type EventPosition, type Head, handleCommand, type StoredEvent } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';

/** The operator, and an id of the action that makes repeating it idempotent. */
export type OperatorAction = { principal: string; actionId: string };

export const commandMetadata = ({ principal, actionId }: OperatorAction, step: string, request = step) => ({
  actor: `operator/${principal}`,
  contactId: actionId,
  step,
  request,
});

/** Handles an operator's command on an administrator's stream. */
export const handleAdminCommand = async (
  ports: LogPorts,
  action: OperatorAction,
  step: string,
  adminId: string,
  prepare: (head: Head<AdminState>, position: EventPosition) => Promise<AdminCommand> | AdminCommand,
  request = step,
): Promise<StoredEvent> =>
  (await handleCommand(ports, admin, adminStream(adminId), commandMetadata(action, step, request), prepare))
    .event;
