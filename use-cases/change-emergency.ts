import { wantedChange } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type ChangeEmergency,
  changeRequest,
  type LocationEvent,
  type LocationState,
  location,
  locationStream,
  type Requester,
} from '../domain/emergency/index.ts';
import { type CommandResult, handleCommand } from '../domain/ledger/index.ts';
import { authorizeChange } from './authorize-change.ts';
import { actorOf } from './identify-caller.ts';
import type { LogPorts } from './log-ports.ts';

/** What is to be changed at one location. */
export type RequestedChange = {
  locationId: string;
  action: 'set' | 'remove';
  emergencyType: string | null;
  /** The number of the status the caller heard; an operator omits it and changes whatever the status is. */
  heardSeq?: number;
};

/** The idempotency key: the call and its block, or the operator's action. */
export type CommandId = { contactId: string; step: string };

/**
 * Sets or removes an emergency at one location, for an administrator on the phone or for an operator (break-glass). Exactly
 * one event is appended to the location's stream, whatever the outcome; an administrator's change is authorized on the
 * administrator's own stream first.
 * @throws ConcurrencyConflict after three conflicts
 */
export const changeEmergency = (
  ports: LogPorts & { config: Config },
  change: RequestedChange,
  requester: Requester,
  { contactId, step }: CommandId,
): Promise<CommandResult<LocationState, LocationEvent>> => {
  const { locationId, heardSeq } = change;
  const request = changeRequest(change.action, change.emergencyType);
  const metadata = { actor: actorOf(requester), contactId, step, request };
  return handleCommand(
    ports,
    location,
    locationStream(locationId),
    metadata,
    async ({ state }, position): Promise<ChangeEmergency> => {
      const commandAt = (at: number, by: Requester): ChangeEmergency => ({
        ...wantedChange(ports.config, locationId, change, at),
        locationId,
        requester: by,
        heardSeq: heardSeq ?? state.status?.seq ?? 0,
        contactId,
        at,
      });
      const command = commandAt(ports.system.now(), requester);
      if (position.isReused) return command;
      const authorized = await authorizeChange(ports, state, command, metadata);
      return commandAt(position.stamp().at, authorized);
    },
  );
};
