import {
  adminStream,
  displayedActor,
  type FACTORS,
  type LocationEvent,
} from '../../domain/emergency/index.ts';
import type { EventStore, StoredEvent } from '../../domain/ledger/index.ts';
import { authorizationStep } from '../authorize-change.ts';

export type EventReference = Pick<StoredEvent, 'id' | 'stream' | 'seq' | 'at' | 'contactId'>;

export type Change = StoredEvent & Exclude<LocationEvent, { type: 'EmergencyChangeRefused' }>;

/** The events after which a call in progress may make no further change. */
const ENDS_ACCESS = ['AdminRevoked', 'AdminErased', 'AdminChanged'] as const;
export type EndsAccess = (typeof ENDS_ACCESS)[number];

/** Why a change was allowed; all null for break-glass. */
export type ChangeAuthority = {
  /** The verification of the administrator who made it. */
  provenBy: (EventReference & { factor: (typeof FACTORS)[number] }) | null;
  /** The authorization of this change, which decided it (ADR 0036). */
  authorizedBy: EventReference | null;
  /** What ended the administrator's access between the authorization and the change; null when nothing did. */
  accessEndedBy: (EventReference & { type: EndsAccess }) | null;
};

const NO_AUTHORITY: ChangeAuthority = { provenBy: null, authorizedBy: null, accessEndedBy: null };

export const referenceTo = ({ id, stream, seq, at, contactId }: StoredEvent): EventReference => ({
  id,
  stream,
  seq,
  at,
  contactId,
});

/** A stream's events until an instant (milliseconds), inclusive; within a stream time never goes back. */
export async function* until(store: EventStore, stream: string, at: number): AsyncGenerator<StoredEvent> {
  for await (const { event } of store.read(stream)) {
    if (Date.parse(event.at) > at) return;
    yield event;
  }
}

const endsAccess = (type: string): type is EndsAccess => ENDS_ACCESS.some((one) => one === type);

const isAuthorizationOf = (
  { step, contactId, data: { locationId } }: Change,
  { type, ...event }: StoredEvent,
): boolean =>
  type === 'ChangeAuthorised' &&
  event.contactId === contactId &&
  event.step === authorizationStep(step, locationId);

const withEvent = (found: ChangeAuthority, change: Change, event: StoredEvent): ChangeAuthority => {
  const { id, type, data, at } = event;
  const reference = referenceTo(event);
  if (id === change.data.verifiedBy)
    return { ...found, provenBy: { ...reference, factor: data.totpStep === null ? 'sms' : 'totp' } };
  if (isAuthorizationOf(change, event)) return { ...found, authorizedBy: reference };
  const isTooLate = found.authorizedBy && !found.accessEndedBy && at <= change.at;
  return isTooLate && endsAccess(type) ? { ...found, accessEndedBy: { ...reference, type } } : found;
};

/** Why a change was allowed, from the administrator's stream until an instant (milliseconds). */
export const authorityOf = async (
  store: EventStore,
  change: Change,
  at = Number.POSITIVE_INFINITY,
): Promise<ChangeAuthority> => {
  let found = NO_AUTHORITY;
  if (!change.data.by) return found;
  for await (const event of until(store, adminStream(change.data.by.adminId), at))
    found = withEvent(found, change, event);
  return found;
};

/** The same without the names of erased administrators. */
export const displayedAuthority = <Authority extends ChangeAuthority>(
  authority: Authority,
  erased: ReadonlySet<string>,
): Authority => {
  const shown = <Reference extends EventReference>(one: Reference | null) =>
    one && { ...one, stream: displayedActor(one.stream, erased) };
  const { provenBy, authorizedBy, accessEndedBy } = authority;
  return {
    ...authority,
    provenBy: shown(provenBy),
    authorizedBy: shown(authorizedBy),
    accessEndedBy: shown(accessEndedBy),
  };
};

const isChange = (event: StoredEvent): event is Change =>
  event.type === 'EmergencySet' || event.type === 'EmergencyRemoved';

/** The changes among a call's events before which the administrator's access had ended, and why they were allowed. */
export const lateChanges = async (
  store: EventStore,
  events: readonly StoredEvent[],
): Promise<(EventReference & ChangeAuthority)[]> => {
  const late: (EventReference & ChangeAuthority)[] = [];
  for (const event of events) {
    if (!isChange(event)) continue;
    const authority = await authorityOf(store, event);
    if (authority.accessEndedBy) late.push({ ...referenceTo(event), ...authority });
  }
  return late;
};
