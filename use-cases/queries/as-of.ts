import {
  admin,
  adminStream,
  type BreakGlass,
  displayedBy,
  ERASED,
  enrolledEntry,
  initialAdmin,
  isOn,
  location,
  locationStream,
  parseStream,
  type Status,
} from '../../domain/emergency/index.ts';
import { applyEvent, type EventStore, ownEvent } from '../../domain/ledger/index.ts';
import {
  authorityOf,
  type Change,
  type ChangeAuthority,
  type EventReference,
  NO_AUTHORITY,
  referenceTo,
  until,
} from './change-authority.ts';

type Administrator = { adminId: string; maskedNumber: string; locations: string[] };

/** A location at an instant, from the log alone. */
export type AsOf = {
  location: string;
  at: string;
  /** Whether callers heard an emergency; null before the location's first change. */
  emergency: boolean | null;
  status: Status | null;
  /** The event that made the status; with a reason when an operator made it (break-glass). */
  madeBy: (EventReference & { actor: string; breakGlass: BreakGlass | null }) | null;
  /** The administrators who could have changed the location. */
  list: Administrator[];
} & ChangeAuthority;

const statusAt = async (store: EventStore, locationId: string, at: number) => {
  let state = location.initial;
  let change: Change | null = null;
  for await (const event of until(store, locationStream(locationId), at)) {
    state = applyEvent(location, state, event);
    const own = ownEvent(location, event);
    if (own.type !== 'EmergencyChangeRefused') change = own;
  }
  return { status: state.status, change };
};

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
  const { status, change } = await statusAt(store, locationId, at);
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
    madeBy: change && { ...referenceTo(change), actor: change.actor, breakGlass: change.data.breakGlass },
    ...(change ? await authorityOf(store, change, at) : NO_AUTHORITY),
    list: list.sort((a, b) => (a.adminId < b.adminId ? -1 : 1)),
  };
};

/** The same without the names of administrators who were erased since. */
export const displayedAsOf = (found: AsOf, erased: ReadonlySet<string>): AsOf => ({
  ...found,
  status: found.status && { ...found.status, by: displayedBy(found.status.by, erased) },
  list: found.list.map((one) =>
    erased.has(one.adminId) ? { ...one, adminId: ERASED, maskedNumber: '' } : one,
  ),
});
