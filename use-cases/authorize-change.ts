import type { Config } from '../domain/config/config.ts';
import {
  admin,
  adminStream,
  authorizationRequest,
  type ChangeEmergency,
  enrolledEntry,
  type LocationState,
  location,
  type Requester,
} from '../domain/emergency/index.ts';
import { type HandledCommand, handleCommand } from '../domain/ledger/index.ts';
import type { LogPorts } from './log-ports.ts';

/** The step of a change's authorization. It names the location: the same request for two locations is two changes. */
export const authorizationStep = (step: string, locationId: string): string => `${step}:${locationId}`;

type Ports = LogPorts & { config: Config };

/**
 * Authorizes one change of the session on the administrator's own stream (ADR 0011). A change the location would refuse
 * anyway is not counted. The authorization decides: what ends the administrator's access after it comes too late (ADR 0036).
 * @returns the requester for the decision, without verification when the change was not authorized
 */
export const authorizeChange = async (
  ports: Ports,
  state: LocationState,
  change: ChangeEmergency,
  metadata: HandledCommand,
): Promise<Requester> => {
  const { requester, locationId, action, contactId } = change;
  if (requester.kind !== 'administrator' || action === 'set-unknown-type') return requester;
  if (location.decide(state, change).type === 'EmergencyChangeRefused') return requester;
  const { adminId } = requester;
  const limits = ports.config.pin;
  const authorization = {
    ...metadata,
    step: authorizationStep(metadata.step, locationId),
    request: authorizationRequest(change),
  };
  const stream = adminStream(adminId);
  const { event, state: after } = await handleCommand(ports, admin, stream, authorization, (_, position) => ({
    do: 'authorize-change' as const,
    adminId,
    limits,
    locationId,
    action,
    contactId,
    at: position.stamp().at,
  }));
  // An authorization that an earlier try was given holds only while the session does.
  const isInSession = enrolledEntry(after)?.session?.contactId === contactId;
  // The call may have been verified again since the look-up: the change names the verification it was taken from.
  const verification =
    event.type === 'ChangeAuthorised' && isInSession && requester.verification
      ? { ...requester.verification, eventId: event.data.verifiedBy }
      : null;
  return { ...requester, verification };
};
