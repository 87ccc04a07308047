import {
  admin,
  displayedActor,
  ERASED,
  enrolledEntry,
  initialAdmin,
  parseStream,
  profileOf,
} from '../../domain/emergency/index.ts';
import { applyEvent, type EventStore, type StoredEvent } from '../../domain/ledger/index.ts';

/** When something was done, and who did it. */
type Act = { at: string; by: string };

/** An administrator's access at an instant. */
export type Access = {
  adminId: string;
  maskedNumber: string;
  status: 'enrolled' | 'removed' | 'erased';
  /** Location ids, or `*` for all; what an administrator without access could change last. */
  locations: string[];
  enrolled: Act | null;
  /** When these locations were given. */
  locationsGiven: Act | null;
  factor: 'sms' | 'totp' | null;
  /** Factors that stopped after too many wrong entries. */
  stopped: ('sms' | 'totp')[];
  /** The last call that was verified. */
  lastUsed: string | null;
  /** The end of the access; null while enrolled. */
  ended: (Act & { reason: string }) | null;
};

const STATUS = { listed: 'enrolled', revoked: 'removed', erased: 'erased' } as const;
const ENDS: Partial<Record<string, string>> = { AdminRevoked: 'reason', AdminErased: 'basis' };

const actOf = ({ at, actor }: StoredEvent): Act => ({ at, by: actor });

type Dates = Pick<Access, 'enrolled' | 'locationsGiven' | 'lastUsed' | 'ended'>;

/** What an event changes about the dates of an access. `moved`: it gave other locations. */
const datesAfter = (dates: Dates, event: StoredEvent, moved: boolean): Dates => {
  const { type, data } = event;
  const act = actOf(event);
  const reason = ENDS[type];
  if (reason !== undefined) return { ...dates, ended: { ...act, reason: String(data[reason]) } };
  if (type === 'PinVerified') return { ...dates, lastUsed: event.at };
  if (type === 'AdminEnrolled') return { ...dates, enrolled: act, locationsGiven: act, ended: null };
  return moved ? { ...dates, locationsGiven: act } : dates;
};

const accessOf = async (store: EventStore, stream: string, adminId: string, at: number) => {
  let state = initialAdmin;
  let dates: Dates = { enrolled: null, locationsGiven: null, lastUsed: null, ended: null };
  let erased = false;
  for await (const { event } of store.read(stream)) {
    // An erasure after the instant still hides the name.
    erased ||= event.type === 'AdminErased';
    if (Date.parse(event.at) > at) continue;
    const before = profileOf(state)?.locations.join();
    state = applyEvent(admin, state, event);
    dates = datesAfter(dates, event, profileOf(state)?.locations.join() !== before);
  }
  const { listing, stopped } = state;
  if (listing.status === 'unlisted') return { access: null, adminId, erased };
  const profile = profileOf(state);
  const access: Access = {
    adminId,
    maskedNumber: profile?.maskedNumber ?? '',
    status: STATUS[listing.status],
    locations: profile?.locations ?? [],
    ...dates,
    factor: enrolledEntry(state)?.profile.factor ?? null,
    stopped,
  };
  return { access, adminId, erased };
};

/** The same without the names of the erased. */
const displayed = (access: Access, erased: ReadonlySet<string>): Access => {
  const act = <One extends Act>(one: One | null) => one && { ...one, by: displayedActor(one.by, erased) };
  const { enrolled, locationsGiven, ended } = access;
  const named = erased.has(access.adminId) ? { adminId: ERASED, maskedNumber: '' } : {};
  return {
    ...access,
    ...named,
    enrolled: act(enrolled),
    locationsGiven: act(locationsGiven),
    ended: act(ended),
  };
};

/**
 * Who may change which locations at an instant (milliseconds), and who could before: from the log alone, by id. The erased,
 * also those erased since, are not named.
 */
export const accessAt = async (store: EventStore, at: number): Promise<Access[]> => {
  const found: Access[] = [];
  const erased = new Set<string>();
  for await (const stream of store.streams()) {
    const { kind, key } = parseStream(stream);
    if (kind !== 'admin') continue;
    const one = await accessOf(store, stream, key, at);
    if (one.erased) erased.add(one.adminId);
    if (one.access) found.push(one.access);
  }
  return found.map((one) => displayed(one, erased)).sort((a, b) => (a.adminId < b.adminId ? -1 : 1));
};
