import {
  admin,
  adminStream,
  type BreakGlass,
  displayedActor,
  displayedBy,
  ERASED,
  enrolledEntry,
  initialAdmin,
  isOn,
  locationStream,
  parseStream,
  type Status,
} from '../../domain/emergency/index.ts';
import { applyEvent, type EventStore } from '../../domain/ledger/index.ts';
import {
  authorityOf,
  type ChangeAuthority,
  displayedAuthority,
  type EventReference,
  referenceTo,
  until,
} from './change-authority.ts';
import { type ChangeKind, type LocationChange, sinceOf, statusWithChanges } from './location-changes.ts';

type Administrator = { adminId: string; maskedNumber: string; locations: string[] };

/** A change of a location, who made it, and why it was allowed. */
export type MadeChange = EventReference &
  ChangeAuthority & { kind: ChangeKind; by: string; actor: string; breakGlass: BreakGlass | null };

/** A location at an instant, from the log alone. */
export type AsOf = {
  location: string;
  at: string;
  /** Whether callers heard an emergency; null before the location's first change. */
  emergency: boolean | null;
  status: Status | null;
  /** Since when it was so. */
  since: string | null;
  /** The change it dates from, and those that confirmed or changed it until then. */
  changes: MadeChange[];
  /** The administrators who could have changed the location. */
  list: Administrator[];
};

const madeChange = async (
  store: EventStore,
  { kind, change, by }: LocationChange,
  at: number,
): Promise<MadeChange> => ({
  ...referenceTo(change),
  kind,
  by,
  actor: change.actor,
  breakGlass: change.data.breakGlass,
  ...(await authorityOf(store, change, at)),
});

const enrolledAt = async (store: EventStore, adminId: string, at: number): Promise<Administrator | null> => {
  let state = initialAdmin;
  for await (const event of until(store, adminStream(adminId), at)) state = applyEvent(admin, state, event);
  const profile = enrolledEntry(state)?.profile;
  return profile ? { adminId, maskedNumber: profile.maskedNumber, locations: profile.locations } : null;
};

const mayChange = ({ locations }: Administrator, locationId: string) =>
  locations.includes('*') || locations.includes(locationId);

/**
 * A location at an instant (milliseconds): status, the words callers heard, who made it, how they were verified, and who was
 * enrolled. Reads the location's stream and every administrator's, which it finds by a scan.
 */
export const asOf = async (store: EventStore, locationId: string, at: number): Promise<AsOf> => {
  const found = await statusWithChanges(until(store, locationStream(locationId), at));
  const { status, changes } = found;
  const list: Administrator[] = [];
  for await (const stream of store.streams()) {
    const { kind, key } = parseStream(stream);
    const enrolled = kind === 'admin' ? await enrolledAt(store, key, at) : null;
    if (enrolled && mayChange(enrolled, locationId)) list.push(enrolled);
  }
  return {
    location: locationId,
    at: new Date(at).toISOString(),
    emergency: status && isOn(status, at),
    status,
    since: sinceOf(found, at),
    changes: await Promise.all(changes.map((change) => madeChange(store, change, at))),
    list: list.sort((a, b) => (a.adminId < b.adminId ? -1 : 1)),
  };
};

/** The same without the names of administrators who were erased since. */
export const displayedAsOf = (found: AsOf, erased: ReadonlySet<string>): AsOf => ({
  ...found,
  status: found.status && { ...found.status, by: displayedBy(found.status.by, erased) },
  changes: found.changes.map((change) => ({
    ...displayedAuthority(change, erased),
    by: displayedBy(change.by, erased),
    actor: displayedActor(change.actor, erased),
  })),
  list: found.list.map((one) =>
    erased.has(one.adminId) ? { ...one, adminId: ERASED, maskedNumber: '' } : one,
  ),
});
