import { type BoardTable, isOn, location, locationStream } from '../../domain/emergency/index.ts';
import type { EventStore } from '../../domain/ledger/index.ts';

/**
 * The locations that are in an emergency and are not configured under exactly that id: their callers would hear nothing of
 * it. The board lists the locations that were ever set; the log decides. `now` in milliseconds.
 */
export const hiddenEmergencies = async (
  { store, board }: { store: EventStore; board: BoardTable },
  configured: readonly string[],
  now: number,
): Promise<string[]> => {
  const hidden: string[] = [];
  for await (const { location: id } of board.all()) {
    if (configured.includes(id)) continue;
    const { status } = (await store.head(location, locationStream(id))).state;
    if (status !== null && isOn(status, now)) hidden.push(id);
  }
  return hidden.toSorted();
};

/** What is wrong, and what to do about it. */
export const hiddenMessage = (hidden: readonly string[]): string =>
  `in an emergency, but not in the configuration: ${hidden.join(', ')}; callers would hear nothing of it. Run for each: emergency remove <location> --as <you> --reason <why>, or put the location back under exactly this id`;
