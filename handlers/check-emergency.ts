import type { Log } from '../adapters/log.ts';
import { inLanguage } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type BoardTable,
  location,
  locationStream,
  rowStatus,
  type Status,
} from '../domain/emergency/index.ts';
import type { EventStore, System } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { contactHandler, type Reply } from './connect-event.ts';
import { findLocation, statusReply, unknownCenter } from './status-reply.ts';

export type CheckEmergencyPorts = {
  config: Config;
  log: Log;
  store: EventStore;
  board: BoardTable;
  system: System;
};

const parameters = z.object({ Center: z.string(), Fresh: z._default(z.enum(['true', 'false']), 'false') });

type Location = Config['locations'][number];

/**
 * `CheckEmergency`: a location's status, for a contact of any kind. A customer's contact costs one read of the board; an
 * administrator (`Fresh`) hears the log itself. When the board cannot be read, callers get the last status this function saw, marked stale.
 */
export const checkEmergency = (ports: CheckEmergencyPorts) => {
  const { config, log, store, board, system } = ports;
  const lastSeen = new Map<string, Status | null>();

  const fromLog = async ({ id }: Location) => (await store.head(location, locationStream(id))).state.status;

  const fromBoard = async ({ id }: Location) => {
    const row = await board.get(id);
    const status = row && rowStatus(row);
    lastSeen.set(id, status);
    return status;
  };

  const fromMemory = (found: Location, language: string): Reply => {
    const last = lastSeen.get(found.id);
    const reply = { ...statusReply(config, found, last ?? null, system.now(), language), stale: 'true' };
    return last === undefined
      ? { ...reply, Message: inLanguage(config, found.whenUnknown, language) }
      : reply;
  };

  return contactHandler(
    'CheckEmergency',
    ports,
    parameters,
    async (contact, { Center, Fresh }): Promise<Reply> => {
      const found = findLocation(config, Center);
      if (!found) return unknownCenter;
      const { language, contactId } = contact;
      try {
        const status = await (Fresh === 'true' ? fromLog(found) : fromBoard(found));
        return statusReply(config, found, status, system.now(), language);
      } catch (error) {
        if (Fresh === 'true') throw error;
        log('error', 'STALE: failed to read the board', { function: 'CheckEmergency', contactId, error });
        return fromMemory(found, language);
      }
    },
  );
};
