import { readFileSync } from 'node:fs';
import { memoryFailedRecords } from '../../adapters/folder-failed-records.ts';
import { jsonLog } from '../../adapters/log.ts';
import { sha256 } from '../../adapters/sha256.ts';
import type { Config } from '../../domain/config/config.ts';
import { parseConfig } from '../../domain/config/parse-config.ts';
import { memoryBoard } from './board-table.ts';
import { CONFIG_FILE } from './config-file.ts';
import { memoryDirectory } from './directory-table.ts';
import { memoryBus } from './event-bus.ts';
import { memoryCheckpoints, memoryLeafLog } from './leaf-log.ts';
import { memoryEventStore } from './memory-event-store.ts';
import { memoryLookup } from './number-lookup.ts';
import { memoryNumberReservations } from './number-reservations.ts';
import { memoryPersonalData } from './personal-data.ts';
import { memoryNumberTags, memoryPinCodes } from './pin-codes.ts';
import { memorySendBudget } from './send-budget.ts';
import { memorySms } from './sms-sender.ts';
import { movableSystem } from './system.ts';

const text = readFileSync(CONFIG_FILE, 'utf8');

/** The configuration the product ships with. */
export const shippedConfig = (): Config => parseConfig(text, 'line.config.json');

/** All ports of the handlers and projections, in memory. */
export const memoryPorts = (config: Config) => {
  const lines: string[] = [];
  return {
    config,
    lines,
    log: jsonLog(
      (line) => lines.push(line),
      () => 0,
    ),
    sha256,
    system: movableSystem(),
    store: memoryEventStore({ origin: config.origin, sha256 }),
    leaves: memoryLeafLog(),
    checkpoints: memoryCheckpoints(),
    board: memoryBoard(),
    directory: memoryDirectory(),
    personalData: memoryPersonalData(),
    pinCodes: memoryPinCodes(),
    numberTags: memoryNumberTags(),
    lookup: memoryLookup(),
    sms: memorySms(),
    sendBudget: memorySendBudget(),
    numberReservations: memoryNumberReservations(),
    bus: memoryBus(),
    failed: memoryFailedRecords(),
    locations: config.locations.map(({ id }) => id),
    /** None, so that tests of the projector need no keys; a missing row is then found for locations only. */
    subjects: async function* (): AsyncGenerator<string> {},
  };
};

export type MemoryPorts = ReturnType<typeof memoryPorts>;
