import type { Config } from '../domain/config.ts';
import type { StoredEvent } from '../domain/envelope.ts';
import type { EventStore } from '../domain/event-store.ts';
import type { LocationEvent } from '../domain/events/location.ts';
import { handleCommand } from '../domain/execute.ts';
import { location } from '../domain/location.ts';
import type { System } from '../domain/ports.ts';
import { locationStream } from '../domain/stream.ts';
import { wantedChange } from '../domain/words.ts';
import { commandMetadata, type OperatorAction } from './admins.ts';

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
