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

type Listed = { adminId: string; maskedNumber: string; locations: string[] };
type Proof = Pick<StoredEvent, 'id' | 'stream' | 'seq' | 'at' | 'contactId'>;

/** A location as it stood at an instant, from the log alone. */
export type AsOf = {
  location: string;
  at: string;
  /** What callers were answered: true while an emergency was on, null before the location was first set up. */
  emergency: boolean | null;
  status: Status | null;
  /** The event that made the status, and on which call; an operator past the phone gave a reason. */
  madeBy: (Proof & { actor: string; breakGlass: BreakGlass | null }) | null;
  /** The right code that proved who it was. */
  provenBy: (Proof & { factor: (typeof FACTORS)[number] }) | null;
  /** Who could have changed it then. */
  list: Listed[];
};

const proofOf = ({ id, stream, seq, at, contactId }: StoredEvent): Proof => ({
  id,
  stream,
  seq,
  at,
  contactId,
});

/** A stream's events up to and with an instant (milliseconds); within a stream time never falls. */
async function* until(store: EventStore, stream: string, at: number): AsyncGenerator<StoredEvent> {
  for await (const { event } of store.read(stream)) {
    if (Date.parse(event.at) > at) return;
    yield event;
  }
}

type Made = StoredEvent & Exclude<LocationEvent, { type: 'EmergencyChangeRefused' }>;

const statusAt = async (store: EventStore, locationId: string, at: number) => {
  let state = location.initial;
  let made: Made | null = null;
  for await (const event of until(store, locationStream(locationId), at)) {
    state = applyEvent(location, state, event);
    const own = ownEvent(location, event);
    if (own.type !== 'EmergencyChangeRefused') made = own;
  }
  return { status: state.status, made };
};

/** The event that proved who made a change; none when it was an operator past the phone. */
const proofFor = async (store: EventStore, { data }: Made, at: number) => {
  if (!data.by) return null;
  for await (const event of until(store, adminStream(data.by.adminId), at))
    if (event.id === data.verifiedBy)
      return {
        ...proofOf(event),
        factor: event.data.totpStep === null ? ('sms' as const) : ('totp' as const),
      };
  return null;
};

const listedAt = async (store: EventStore, adminId: string, at: number): Promise<Listed | null> => {
  let state = initialAdmin;
  for await (const event of until(store, adminStream(adminId), at)) state = applyEvent(admin, state, event);
  const listed = enrolledEntry(state);
  if (!listed) return null;
  const { maskedNumber, locations } = listed.profile;
  return { adminId, maskedNumber, locations };
};

const mayChange = ({ locations }: Listed, locationId: string) =>
  locations.includes('*') || locations.includes(locationId);

/**
 * What held at a location at an instant (milliseconds): status, the words callers heard, who made it and how they were
 * proven, and who was on the list then. Reads the location's stream and every administrator's; finds those by a scan.
 */
export const asOf = async (store: EventStore, locationId: string, at: number): Promise<AsOf> => {
  const { status, made } = await statusAt(store, locationId, at);
  const list: Listed[] = [];
  for await (const stream of store.streams()) {
    const { kind, key } = parseStream(stream);
    const listed = kind === 'admin' ? await listedAt(store, key, at) : null;
    if (listed && mayChange(listed, locationId)) list.push(listed);
  }
  return {
    location: locationId,
    at: new Date(at).toISOString(),
    emergency: status && isOn(status, at),
    status,
    madeBy: made && { ...proofOf(made), actor: made.actor, breakGlass: made.data.breakGlass },
    provenBy: made && (await proofFor(store, made, at)),
    list: list.sort((a, b) => (a.adminId < b.adminId ? -1 : 1)),
  };
};

/** The same with nobody named who was erased since. */
export const displayedAsOf = (found: AsOf, erased: ReadonlySet<string>): AsOf => ({
  ...found,
  status: found.status && { ...found.status, by: displayedBy(found.status.by, erased) },
  list: found.list.map((one) =>
    erased.has(one.adminId) ? { ...one, adminId: ERASED, maskedNumber: '' } : one,
  ),
});
