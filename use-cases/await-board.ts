import type { Log } from '../adapters/log.ts';
import type { BoardTable, LocationEvent } from '../domain/emergency/index.ts';
import type { StoredEvent, System } from '../domain/ledger/index.ts';

/** Longest time for a change, until the board has it, in milliseconds. */
const LONGEST = 2000;
/** Longest pause between two reads; a stream takes some 300 ms. */
const PAUSE = 200;
/** Reads at most, whatever the clock does: twice as many as fit on average. */
const READS = 40;

/**
 * Waits until callers hear a change: until the board has its event or a newer one. Two seconds after `since` (milliseconds), or
 * when the board cannot be read, it returns false; the change is recorded all the same.
 */
export const awaitBoard = async (
  { board, system, log }: { board: BoardTable; system: System; log: Log },
  locationId: string,
  { seq, contactId }: StoredEvent & LocationEvent,
  since: number,
): Promise<boolean> => {
  try {
    for (let read = 0; read < READS; read += 1) {
      if (system.now() >= since + LONGEST) return false;
      const row = await board.get(locationId);
      if (row && row.seq >= seq) return true;
      await system.pause(PAUSE);
    }
  } catch (error) {
    log('warn', 'failed to read the board after a change', {
      function: 'UpdateEmergency',
      contactId,
      error,
    });
  }
  return false;
};
