import {
  admin,
  adminStream,
  type BreakGlass,
  displayedBy,
  ERASED,
  enrolledEntry,
  type FACTORS,
  initialAdmin,
  isOn,
  type LocationEvent,
  location,
  locationStream,
  parseStream,
  type Status,
} from '../../domain/emergency/index.ts';
import { applyEvent, type EventStore, ownEvent, type StoredEvent } from '../../domain/ledger/index.ts';

type Administrator = { adminId: string; maskedNumber: string; locations: string[] };
type EventReference = Pick<StoredEvent, 'id' | 'stream' | 'seq' | 'at' | 'contactId'>;

/** A location at an instant, from the log alone. */
export type AsOf = {
  location: string;
  at: string;
  /** Whether callers heard an emergency; null before the location's first change. */
  emergency: boolean | null;
  status: Status | null;
  /** The event that made the status; with a reason when an operator made it (break-glass). */
  madeBy: (EventReference & { actor: string; breakGlass: BreakGlass | null }) | null;
  /** The verification of the administrator who made it. */
  provenBy: (EventReference & { factor: (typeof FACTORS)[number] }) | null;
  /** The administrators who could have changed the location. */
  list: Administrator[];
};

const referenceTo = ({ id, stream, seq, at, contactId }: StoredEvent): EventReference => ({
  id,
  stream,
  seq,
  at,
  contactId,
});

/** A stream's events until an instant (milliseconds), inclusive; within a stream time never goes back. */
async function* until(store: EventStore, stream: string, at: number): AsyncGenerator<StoredEvent> {
  for await (const { event } of store.read(stream)) {
    if (Date.parse(event.at) > at) return;
    yield event;
  }
}

type Change = StoredEvent & Exclude<LocationEvent, { type: 'EmergencyChangeRefused' }>;

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

/** The event that verified the administrator who made a change; null for break-glass. */
const verificationOf = async (store: EventStore, { data }: Change, at: number) => {
  if (!data.by) return null;
  for await (const event of until(store, adminStream(data.by.adminId), at))
    if (event.id === data.verifiedBy) {
      const factor = event.data.totpStep === null ? ('sms' as const) : ('totp' as const);
      return { ...referenceTo(event), factor };
    }
  return null;
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
    provenBy: change && (await verificationOf(store, change, at)),
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
