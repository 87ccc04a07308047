import { noCommitCounter } from './commit-counter.ts';
import { openStore } from './dynalite.ts';
import { openFolder } from './folder.ts';
import { serve } from './http.ts';
import { operations } from './operations.ts';

export type DynamoDb = {
  endpoint: string;
  /** Calls `listener` after each write that left a stream record, so that who reads streams need not ask all the time. */
  onRecord(listener: () => void): void;
  /** Answers what is under way, then closes the endpoint and the folder. */
  close(): Promise<void>;
};

/**
 * DynamoDB with Streams in this process, on one loopback endpoint: dynalite's tables and items, and streams of ours.
 * Without `folder` it lives in memory; with one, whatever was acknowledged survives a killed process, and an item and
 * its stream record are there together or not at all. `port` 0 or none: any free one. Stream records are kept for 24
 * hours by `now` (milliseconds since 1970). It knows no transactions, no PartiQL and no expiry of items.
 * @throws DamagedFolder, FolderInUse, or the system's own error when the port or the folder cannot be used
 */
export const startDynamoDb = async (options: {
  folder?: string;
  port?: number;
  now: () => number;
}): Promise<DynamoDb> => {
  const { folder, port = 0, now } = options;
  const { store, mark } = folder ? await openFolder(folder) : { store: openStore({}), mark: noCommitCounter };
  const listeners: (() => void)[] = [];
  const recorded = () => {
    for (const listener of listeners) listener();
  };
  const closeStore = async () => {
    await store.db.close();
    mark.close();
  };
  try {
    const server = await serve(port, await operations(store, mark, now, recorded));
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
