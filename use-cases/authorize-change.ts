import type { Config } from '../domain/config/config.ts';
import {
  admin,
  adminStream,
  type ChangeEmergency,
  type LocationState,
  location,
  type Requester,
} from '../domain/emergency/index.ts';
import { type CommandMetadata, type EventStore, handleCommand, type System } from '../domain/ledger/index.ts';

type Ports = { config: Config; store: EventStore; system: System };
type Who = Omit<CommandMetadata, 'id' | 'at'>;

/**
 * Takes one of the session's changes for this one on the administrator's own stream (ADR 0011). What the location would
 * refuse anyway takes none.
 * @returns the requester as the change is to be decided with: not verified when it was not granted
 */
export const authorizeChange = async (
  ports: Ports,
  state: LocationState,
  change: ChangeEmergency,
  who: Who,
): Promise<Requester> => {
  const { requester, locationId, action, contactId } = change;
  if (requester.kind !== 'administrator' || action === 'set-unknown-type') return requester;
  if (location.decide(state, change).type === 'EmergencyChangeRefused') return requester;
  const { adminId } = requester;
  const limits = ports.config.pin;
  // The location is in the step: a call may ask the same of two locations, and these are two changes.
  const asked = { ...who, step: `${who.step}:${locationId}` };
  const { event } = await handleCommand(ports, admin, adminStream(adminId), asked, (_, place) => ({
    do: 'authorize-change' as const,
    adminId,
    limits,
    locationId,
    action,
    contactId,
    at: place.stamp().at,
  }));
  // The call may have given a newer proof since it was looked up: the change names the one it was taken from.
  const verification =
    event.type === 'ChangeAuthorised' && requester.verification
      ? { ...requester.verification, eventId: event.data.verifiedBy }
      : null;
  return { ...requester, verification };
};
