import { adminIdOf, call, callRequest, callStream, type Requester } from '../domain/emergency/index.ts';
import { handleCommand } from '../domain/ledger/index.ts';
import type { CommandId, RequestedChange } from './change-emergency.ts';
import { actorOf } from './identify-caller.ts';
import type { LogPorts } from './log-ports.ts';

/** Records a change requested for a location that is not configured, on the call's own stream. */
export const refuseUnknownLocation = async (
  ports: LogPorts,
  {
    center,
    action,
    emergencyType,
  }: Pick<RequestedChange, 'action' | 'emergencyType'> & { center: string | null },
  requester: Requester,
  { contactId, step }: CommandId,
): Promise<void> => {
  const refusal = {
    type: 'EmergencyChangeRefused',
    data: {
      center,
      adminId: adminIdOf(requester),
      action,
      emergencyType,
      reason: 'unknown-center',
      breakGlass: null,
    },
  } as const;
  const metadata = { actor: actorOf(requester), contactId, step, request: callRequest(refusal) };
  await handleCommand(ports, call, callStream(contactId), metadata, () => refusal);
};
