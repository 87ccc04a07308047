import type { Log } from '../adapters/log.ts';
import { inLanguage } from '../domain/config/caller-message.ts';
import type { Config } from '../domain/config/config.ts';
import type { BoardTable } from '../domain/emergency/index.ts';
import type { EventStore, System } from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';
import { findLocation, statusReader } from '../use-cases/get-status.ts';
import { contactHandler, type Reply } from './connect-event.ts';
import { statusReply, unknownCenter } from './status-reply.ts';

export type CheckEmergencyPorts = {
  config: Config;
  log: Log;
  store: EventStore;
  board: BoardTable;
  system: System;
};

const parameters = z.object({ Center: z.string(), Fresh: z._default(z.enum(['true', 'false']), 'false') });

/** `CheckEmergency`: a location's status for any contact, from the board; `Fresh` (administrators' flows) reads the log. */
export const checkEmergency = (ports: CheckEmergencyPorts) => {
  const { config, system } = ports;
  const { fromLog, fromBoard } = statusReader(ports);
  return contactHandler(
    'CheckEmergency',
    ports,
    parameters,
    async ({ language, contactId }, { Center, Fresh }): Promise<Reply> => {
      const location = findLocation(config, Center);
      if (!location) return unknownCenter;
      const { id } = location;
      const { status, from } = await (Fresh === 'true' ? fromLog(id) : fromBoard(id, contactId));
      const reply = statusReply(config, location, status, system.now(), language);
      if (from === 'log' || from === 'board') return reply;
      const stale = { ...reply, stale: 'true' };
      return from === 'memory'
        ? stale
        : { ...stale, Message: inLanguage(config, location.whenUnknown, language) };
    },
    unknownCenter,
  );
};
