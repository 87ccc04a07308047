import type { Log } from '../adapters/log.ts';
import { wantedChange } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import {
  ACTIONS,
  adminIdOf,
  type ChangeEmergency,
  callStream,
  call as callStreamRules,
  LOCATION_ID,
  location,
  locationStream,
  type Requester,
} from '../domain/emergency/index.ts';
import { ConcurrencyConflict, handleCommand } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { authorizeChange } from '../use-cases/authorize-change.ts';
import { actorOf, type CallerPorts, requesterOf } from '../use-cases/identify-caller.ts';
import { changeReply } from './change-reply.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { findLocation, unknownCenter } from './status-reply.ts';

export type UpdateEmergencyPorts = CallerPorts & { config: Config; log: Log };

/** A type's or centre's id as we may record it: null when it has not the form of an id. */
const asId = z.pipe(
  z.string(),
  z.transform((text) => (LOCATION_ID.test(text) ? text : null)),
);
/** No status has the number -1, so what did not come from a status heard is refused as changed. */
const asSeq = z.pipe(
  z.string(),
  z.transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : -1)),
);
const parameters = z.object({
  step,
  Center: asId,
  EmergencyAction: z.enum(ACTIONS),
  EmergencyType: asId,
  heardSeq: asSeq,
});

/** `UpdateEmergency`: puts a location into an emergency or takes it out, for a caller the log says is proven on this very call. */
export const updateEmergency = (ports: UpdateEmergencyPorts) =>
  connectHandler('UpdateEmergency', ports, parameters, async (call, asked): Promise<Reply> => {
    const { config } = ports;
    const { contactId, language } = call;
    const { Center: center, EmergencyAction: action, heardSeq } = asked;
    const emergencyType = action === 'set' ? asked.EmergencyType : null;
    const requester = await requesterOf(ports, call);
    const adminId = adminIdOf(requester);
    const who = { actor: actorOf(adminId), contactId, step: asked.step };
    const found = findLocation(config, center);
    if (!found) {
      const data = {
        center,
        adminId,
        action,
        emergencyType,
        reason: 'unknown-center',
        breakGlass: null,
      } as const;
      const refusal = { type: 'EmergencyChangeRefused', data } as const;
      await handleCommand(ports, callStreamRules, callStream(contactId), who, () => refusal);
      return { ...unknownCenter, changed: 'false' };
    }
    const locationId = found.id;
    try {
      const stream = locationStream(locationId);
      const outcome = await handleCommand(ports, location, stream, who, async ({ state }, place) => {
        const changeAt = (at: number, by: Requester): ChangeEmergency => ({
          ...wantedChange(config, locationId, { action, emergencyType }, at),
          locationId,
          requester: by,
          heardSeq,
          contactId,
          at,
        });
        const authorized = await authorizeChange(ports, state, changeAt(ports.system.now(), requester), who);
        return changeAt(place.stamp().at, authorized);
      });
      return await changeReply(config, ports.store, found, language, outcome);
    } catch (error) {
      if (!(error instanceof ConcurrencyConflict)) throw error;
      return { ...unknownCenter, status: 'TRY_AGAIN', changed: 'false' };
    }
  });
