import { admin } from '../domain/admin.ts';
import type { Config } from '../domain/config.ts';
import type { Meta } from '../domain/envelope.ts';
import type { EventStore } from '../domain/event-store.ts';
import { execute } from '../domain/execute.ts';
import { type ChangeEmergency, type LocationState, location } from '../domain/location.ts';
import type { System } from '../domain/ports.ts';
import { adminStream } from '../domain/stream.ts';

type Ports = { config: Config; store: EventStore; system: System };
type Who = Omit<Meta, 'id' | 'at'>;

/**
 * The change, with one of the session's changes taken for it on the administrator's own stream (ADR 0011). What the
 * location would refuse anyway takes none. Not granted, it is a change of a caller without a proof.
 */
export const authoriseChange = async (
  ports: Ports,
  state: LocationState,
  change: ChangeEmergency,
  who: Who,
): Promise<ChangeEmergency> => {
  const { caller, locationId, action, contactId } = change;
  if (!caller || location.decide(state, change).type === 'EmergencyChangeRefused') return change;
  const { adminId } = caller;
  const limits = ports.config.pin;
  // The location is in the step: a call may ask the same of two locations, and these are two changes.
  const asked = { ...who, step: `${who.step}:${locationId}` };
  // Of the change's own instant: one that is dated later than the change it allows would puzzle every reader.
  const then = { ...ports, system: { ...ports.system, now: () => change.at } };
  const { event } = await execute(then, admin, adminStream(adminId), asked, (_, { at }) => ({
    do: 'authorise-change' as const,
    adminId,
    limits,
    locationId,
    action,
    contactId,
    at,
  }));
  // The call may have given a newer proof since it was looked up: the change names the one it was taken from.
  const session =
    event.type === 'ChangeAuthorised' && caller.session
      ? { ...caller.session, eventId: event.data.verifiedBy }
      : null;
  return { ...change, caller: { ...caller, session } };
};
