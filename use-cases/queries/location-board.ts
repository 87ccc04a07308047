import { wordsAt } from '../../domain/config/caller-message.ts';
import type { Config } from '../../domain/config/config.ts';
import {
  type BoardRow,
  type BoardTable,
  type DirectoryTable,
  displayedBy,
  isOn,
  locationStream,
  NO_EMERGENCY,
  rowStatus,
} from '../../domain/emergency/index.ts';
import type { EventStore } from '../../domain/ledger/index.ts';
import { displayedBoard, erasedIds } from './board.ts';
import { inParallel } from './in-parallel.ts';
import { type ChangeKind, sinceOf, statusWithChanges } from './location-changes.ts';

/** A location as callers are answered about it now. */
export type LocationOnBoard = Pick<BoardRow, 'location' | 'emergency' | 'emergencyType'> & {
  /** False for one that only the board knows, as after it was dropped from the configuration. */
  configured: boolean;
  /** Since when it is so, and who made it so; null when it was never changed. */
  since: string | null;
  setBy: string | null;
  /** The last confirmation or change since then. */
  last: { kind: ChangeKind; at: string; by: string } | null;
  /** When the emergency ends by itself. */
  until: string | null;
  /** The words callers hear, by language code; none when it is not configured, as the flows know no such location. */
  callersHear: Record<string, string>;
};

type Location = Config['locations'][number];
type Ports = { store: EventStore; board: BoardTable; directory: DirectoryTable };

const neverChanged = ({ id, normal }: Location): LocationOnBoard => ({
  location: id,
  configured: true,
  emergency: false,
  emergencyType: NO_EMERGENCY,
  since: null,
  setBy: null,
  last: null,
  until: null,
  callersHear: normal,
});

/** The events of a location that its row has seen. */
async function* seen({ store }: Ports, row: BoardRow) {
  for await (const { event } of store.read(locationStream(row.location))) {
    if (event.seq > row.statusSeq) return;
    yield event;
  }
}

const heard = (row: BoardRow, location: Location | undefined, now: number): Record<string, string> => {
  if (!location) return {};
  const status = rowStatus(row);
  return isOn(status, now) ? wordsAt(status, location.timeZone, now) : location.normal;
};

const changed = async (
  ports: Ports,
  row: BoardRow,
  location: Location | undefined,
  erased: ReadonlySet<string>,
  now: number,
): Promise<LocationOnBoard> => {
  const found = await statusWithChanges(seen(ports, row));
  const emergency = isOn(rowStatus(row), now);
  const [first, last] = [found.changes[0], found.changes.at(-1)];
  const shown = (by: string) => displayedBy(by, erased);
  return {
    location: row.location,
    configured: location !== undefined,
    emergency,
    emergencyType: emergency ? row.emergencyType : NO_EMERGENCY,
    since: sinceOf(found, now) ?? row.updatedAt,
    setBy: shown(first?.by ?? row.updatedBy),
    last: last && last !== first ? { kind: last.kind, at: last.change.at, by: shown(last.by) } : null,
    until: emergency ? (row.expiresAt ?? null) : null,
    callersHear: heard(row, location, now),
  };
};

/** Every configured location, in the configuration's order, and then those that only the board knows. `now` in milliseconds. */
export const locationBoard = async (
  ports: Ports,
  { locations }: Pick<Config, 'locations'>,
  now: number,
): Promise<LocationOnBoard[]> => {
  const erased = await erasedIds(ports.directory);
  const rows = new Map((await displayedBoard(ports)).map((row) => [row.location, row]));
  const ids = new Set([...locations.map(({ id }) => id), ...rows.keys()]);
  const view = async (id: string): Promise<LocationOnBoard[]> => {
    const [row, location] = [rows.get(id), locations.find((one) => one.id === id)];
    if (row) return [await changed(ports, row, location, erased, now)];
    return location ? [neverChanged(location)] : [];
  };
  return (await inParallel(ids, view)).flat();
};
