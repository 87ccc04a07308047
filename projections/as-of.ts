import { admin } from '../domain/admin.ts';
import { initialAdmin } from '../domain/admin-state.ts';
import type { Body } from '../domain/envelope.ts';
import type { EventStore } from '../domain/event-store.ts';
import { isOn, location, type Status } from '../domain/location.ts';
import { adminStream, locationStream, parseStream } from '../domain/stream.ts';

type Listed = { adminId: string; maskedNumber: string; locations: string[] };
type Proof = Pick<Body, 'id' | 'stream' | 'seq' | 'at' | 'contactId'>;

/** A location as it stood at an instant, from the log alone. */
export type AsOf = {
  location: string;
  at: string;
  /** What callers were answered: true while an emergency was on, null before the location was first set up. */
  emergency: boolean | null;
  status: Status | null;
  /** The event that made the status, on which call, and the PIN that proved who it was. */
  madeBy: (Proof & { actor: string }) | null;
  provenBy: Proof | null;
  /** Who could have changed it then. */
  list: Listed[];
};

const proofOf = ({ id, stream, seq, at, contactId }: Body): Proof => ({ id, stream, seq, at, contactId });

/** A stream's events up to and with an instant (milliseconds); within a stream time never falls. */
async function* until(store: EventStore, stream: string, at: number): AsyncGenerator<Body> {
  for await (const { event } of store.read(stream)) {
    if (Date.parse(event.at) > at) return;
    yield event;
  }
}

const statusAt = async (store: EventStore, locationId: string, at: number) => {
  let state = location.initial;
  let made: Body | null = null;
  for await (const event of until(store, locationStream(locationId), at)) {
    state = location.evolve(state, event as never);
    if (state.status?.eventId === event.id) made = event;
  }
  return { status: state.status, made };
};

const pinOf = async (store: EventStore, { data }: Body, adminId: string, at: number) => {
  for await (const event of until(store, adminStream(adminId), at))
    if (event.id === data.verifiedBy) return proofOf(event);
  return null;
};

const listedAt = async (store: EventStore, adminId: string, at: number): Promise<Listed | null> => {
  let state = initialAdmin;
  for await (const event of until(store, adminStream(adminId), at))
    state = admin.evolve(state, event as never);
  if (!state.profile || state.revoked) return null;
  const { maskedNumber, locations } = state.profile;
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
    madeBy: made && { ...proofOf(made), actor: made.actor },
    provenBy: made && status ? await pinOf(store, made, status.by.adminId, at) : null,
    list: list.sort((a, b) => (a.adminId < b.adminId ? -1 : 1)),
  };
};
