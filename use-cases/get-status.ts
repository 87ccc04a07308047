import type { Log } from '../adapters/log.ts';
import type { Config } from '../domain/config/config.ts';
import {
  type BoardTable,
  LOCATION_ID,
  location,
  locationStream,
  rowStatus,
  type Status,
} from '../domain/emergency/index.ts';
import type { EventStore } from '../domain/ledger/index.ts';

/** Finds a configured location by its id, in any case. */
export const findLocation = (config: Config, id: string | null): Config['locations'][number] | undefined =>
  config.locations.find((location) => location.id.toLowerCase() === id?.toLowerCase());

/**
 * The location that an operator means: one of the configuration, or, to be removed, one that only the log knows, as after it was
 * dropped or renamed while in an emergency. That one comes before a configured one whose id differs in case only. Null otherwise.
 */
export const locationToChange = async (
  { config, store }: { config: Config; store: EventStore },
  action: 'set' | 'remove',
  id: string,
): Promise<string | null> => {
  const isRecorded = async () =>
    LOCATION_ID.test(id) && (await store.head(location, locationStream(id))).seq > 0;
  if (config.locations.some((one) => one.id === id)) return id;
  if (action === 'remove' && (await isRecorded())) return id;
  return findLocation(config, id)?.id ?? null;
};

/** A status and where it comes from; `unknown` when the board cannot be read and this process has never read it. */
export type KnownStatus = { status: Status | null; from: 'log' | 'board' | 'memory' | 'unknown' };

/**
 * Creates a reader of statuses: an administrator's from the log, anybody else's by one read of the board. When the board
 * cannot be read, it returns the last status it read.
 */
export const statusReader = ({ store, board, log }: { store: EventStore; board: BoardTable; log: Log }) => {
  const lastRead = new Map<string, Status | null>();

  const fromBoard = async (locationId: string, contactId: string): Promise<KnownStatus> => {
    try {
      const row = await board.get(locationId);
      const status = row && rowStatus(row);
      lastRead.set(locationId, status);
      return { status, from: 'board' };
    } catch (error) {
      log('error', 'STALE: failed to read the board', { function: 'CheckEmergency', contactId, error });
      const last = lastRead.get(locationId);
      return last === undefined ? { status: null, from: 'unknown' } : { status: last, from: 'memory' };
    }
  };

  const fromLog = async (locationId: string): Promise<KnownStatus> => ({
    status: (await store.head(location, locationStream(locationId))).state.status,
    from: 'log',
  });

  return { fromLog, fromBoard };
};
