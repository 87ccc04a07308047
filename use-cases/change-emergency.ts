import { wantedChange } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import { type LocationEvent, location, locationStream } from '../domain/emergency/index.ts';
import { type EventStore, handleCommand, type StoredEvent, type System } from '../domain/ledger/index.ts';
import { commandMetadata, type OperatorAction } from './enroll-admin.ts';

/** What an operator wants changed without the phone, and why. */
export type BreakGlassChange = {
  locationId: string;
  action: 'set' | 'remove';
  emergencyType: string | null;
  reason: string;
};

/**
 * Sets or removes an emergency without the phone flow, for the day it cannot be used: the same rules and the same log, but the
 * event names the operator and the reason, and a rule on the bus alarms on that. A missing reason is refused, on record.
 */
export const breakGlass = async (
  ports: { config: Config; store: EventStore; system: System },
  act: OperatorAction,
  { locationId, reason, ...wanted }: BreakGlassChange,
): Promise<StoredEvent & LocationEvent> => {
  const stream = locationStream(locationId);
  const { event } = await handleCommand(
    ports,
    location,
    stream,
    commandMetadata(act, wanted.action),
    ({ state }, place) => {
      const { at } = place.stamp();
      return {
        ...wantedChange(ports.config, locationId, wanted, at),
        locationId,
        requester: { kind: 'operator' as const, principal: act.principal, reason },
        heardSeq: state.status?.seq ?? 0,
        contactId: act.actionId,
        at,
      };
    },
  );
  return event;
};
