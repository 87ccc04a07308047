import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import { ACTIONS, type BoardTable, LOCATION_ID } from '../domain/emergency/index.ts';
import { ConcurrencyConflict } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { awaitBoard } from '../use-cases/await-board.ts';
import { changeEmergency } from '../use-cases/change-emergency.ts';
import { findLocation } from '../use-cases/get-status.ts';
import { type CallerPorts, requesterOf } from '../use-cases/identify-caller.ts';
import { refuseUnknownLocation } from '../use-cases/refuse-unknown-location.ts';
import { changeReply } from './change-reply.ts';
import { connectHandler, type Reply, step } from './connect-event.ts';
import { unknownCenter } from './status-reply.ts';

export type UpdateEmergencyPorts = CallerPorts & { config: Config; log: Log; board: BoardTable };

/** The id of a location or type; null when malformed, so that no free text is recorded. */
const asId = z.pipe(
  z.string(),
  z.transform((text) => (LOCATION_ID.test(text) ? text : null)),
);
/** -1 never matches a status, so anything unparsable is refused as `changed-since-heard`. */
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

/** A removal has no type. */
const typeOf = ({ EmergencyAction, EmergencyType }: z.output<typeof parameters>) =>
  EmergencyAction === 'set' ? EmergencyType : null;

/** `UpdateEmergency`: sets or removes an emergency for an administrator verified on this call. */
export const updateEmergency = (ports: UpdateEmergencyPorts) =>
  connectHandler(
    'UpdateEmergency',
    ports,
    parameters,
    async (call, requested): Promise<Reply> => {
      const { config, store, system } = ports;
      const began = system.now();
      const { Center: center, EmergencyAction: action, heardSeq } = requested;
      const emergencyType = typeOf(requested);
      const command = { contactId: call.contactId, step: requested.step };
      const requester = await requesterOf(ports, call);
      const location = findLocation(config, center);
      if (!location) {
        await refuseUnknownLocation(ports, { center, action, emergencyType }, requester, command);
        return { ...unknownCenter, changed: 'false' };
      }
      try {
        const change = { locationId: location.id, action, emergencyType, heardSeq };
        const result = await changeEmergency(ports, change, requester, command);
        const reply = await changeReply(config, store, location, call.language, result);
        if (reply.status !== 'DONE') return reply;
        return { ...reply, onBoard: String(await awaitBoard(ports, location.id, result.event, began)) };
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict)) throw error;
        return { ...unknownCenter, status: 'TRY_AGAIN', changed: 'false' };
      }
    },
    { ...unknownCenter, changed: 'false' },
  );
