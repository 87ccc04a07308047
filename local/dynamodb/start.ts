import { noCommitCounter } from './commit-counter.ts';
import { fullDisk } from './disk.ts';
import { openStore } from './dynalite.ts';
import { itemsFile, openFolder } from './folder.ts';
import { serve } from './http.ts';
import { operations } from './operations.ts';
import { NO_SEPARATE_TABLES, type SeparateTables } from './separate-tables.ts';

export type DynamoDb = {
  endpoint: string;
  /** Calls `listener` after each write with a stream record, so that readers of streams need not poll. */
  onRecord(listener: () => void): void;
  /** Completes pending requests, then closes the endpoint and the folder. */
  close(): Promise<void>;
};

/**
 * Starts DynamoDB with Streams in this process, on one loopback endpoint: dynalite's tables and items, our own streams.
 * Without `folder` data is in memory; with one, acknowledged writes survive a killed process, each item together with
 * its stream record. `port` defaults to a free one. Stream records are retained for 24 hours by `now` (milliseconds since
 * 1970). Transactions, PartiQL and item expiry are not supported.
 * @throws DamagedFolder, FolderInUse, or the system's error when the port or the folder cannot be used
 */
export const startDynamoDb = async (options: {
  folder?: string;
  port?: number;
  now: () => number;
  /** Tables of a folder that are not in LevelDB. */
  separate?: SeparateTables;
  /** Free bytes of a folder's disk; for tests. */
  freeBytes?: (folder: string) => number;
}): Promise<DynamoDb> => {
  const { folder, port = 0, now, separate = NO_SEPARATE_TABLES } = options;
  const { store, counter } = folder
    ? await openFolder(folder, separate)
    : { store: openStore({}), counter: noCommitCounter };
  const listeners: (() => void)[] = [];
  const recorded = () => {
    for (const listener of listeners) listener();
  };
  const closeStore = async () => {
    await store.db.close();
    counter.close();
  };
  try {
    const onDisk = folder
      ? { full: fullDisk(folder, options.freeBytes), separate, file: itemsFile(folder) }
      : {};
    const server = await serve(port, now, await operations(store, counter, now, recorded, onDisk));
    return {
      endpoint: server.endpoint,
      onRecord: (listener) => void listeners.push(listener),
      close: () => server.close().then(closeStore),
    };
  } catch (error) {
    await closeStore();
    throw error;
  }
};
