import { judgedTime, type Reliance, type Replay, type Stored } from '../../ledger/index.ts';
import type { ChangeEmergency, Requester } from '../location/decide.ts';
import type { LocationEvent } from '../location/events.ts';
import type { LocationState } from '../location/state.ts';
import { adminStream, locationStream } from '../streams.ts';
import { authorizationKey } from './keys.ts';

type Written = Stored<LocationEvent>;
type Of<Type extends LocationEvent['type']> = Extract<Written, { type: Type }>;

const circumstances = (event: Written, locationId: string, { status }: LocationState) => ({
  locationId,
  heardSeq: status?.seq ?? 0,
  contactId: event.contactId,
  at: judgedTime(event),
});

const administrator = (
  adminId: string,
  { contactId }: Written,
  verifiedBy: string | null,
  maskedNumber = '',
): Requester => ({
  kind: 'administrator',
  adminId,
  maskedNumber,
  locations: ['*'],
  verification:
    verifiedBy === null
      ? null
      : { eventId: verifiedBy, contactId, verifiedAt: 0, endsAt: Number.POSITIVE_INFINITY },
});

/** The requester of a change; null when the event names none. `Reliance` checks whether an administrator was authorized. */
const requesterOf = (event: Of<'EmergencySet' | 'EmergencyRemoved'>): Requester | null => {
  const { by, verifiedBy, breakGlass } = event.data;
  if (by) return administrator(by.adminId, event, verifiedBy, by.maskedNumber);
  return breakGlass && { kind: 'operator', ...breakGlass };
};

const changeOf = (
  state: LocationState,
  event: Of<'EmergencySet' | 'EmergencyRemoved'>,
): ChangeEmergency[] => {
  const requester = requesterOf(event);
  if (!requester) return [];
  const base = { ...circumstances(event, event.data.locationId, state), requester };
  if (event.type === 'EmergencyRemoved') return [{ ...base, action: 'remove' }];
  const { by: _, verifiedBy: __, breakGlass: ___, reaffirmed: ____, ...emergency } = event.data;
  return [{ ...base, ...emergency, action: 'set' }];
};

/** Who may have been refused, and with which verification. */
const refusedRequesters = (event: Of<'EmergencyChangeRefused'>): Requester[] => {
  const { adminId, breakGlass } = event.data;
  if (breakGlass) return [{ kind: 'operator', ...breakGlass }];
  if (adminId === null) return [{ kind: 'unknown' }];
  const verified = administrator(adminId, event, '-');
  return [administrator(adminId, event, null), verified, { ...verified, locations: [] } as Requester];
};

const refusedChanges = (state: LocationState, event: Of<'EmergencyChangeRefused'>): ChangeEmergency[] => {
  const { center, action, emergencyType } = event.data;
  return refusedRequesters(event).flatMap((requester): ChangeEmergency[] => {
    const base = { ...circumstances(event, center ?? '', state), requester };
    const stale = { ...base, heardSeq: -1 };
    if (action === 'remove') return [{ ...stale, action }];
    const words = { messages: {}, laterMessages: {}, expiresAt: null };
    const set = { action, emergencyType: emergencyType ?? '', ...words } as const;
    return [
      { ...base, action: 'set-unknown-type', emergencyType },
      { ...stale, ...set },
    ];
  });
};

const commandsOf = (state: LocationState, event: Written): readonly ChangeEmergency[] =>
  event.type === 'EmergencyChangeRefused' ? refusedChanges(state, event) : changeOf(state, event);

const subjectOf = (event: Written) =>
  event.type === 'EmergencyChangeRefused'
    ? { locationId: event.data.center, adminId: event.data.adminId }
    : { locationId: event.data.locationId, adminId: event.data.by?.adminId ?? null };

const misfit = (event: Written): string | null => {
  const { locationId, adminId } = subjectOf(event);
  if (locationId === null || locationStream(locationId) !== event.stream) return `concerns ${locationId}`;
  const { actor, data } = event;
  const isRight = data.breakGlass
    ? actor.startsWith('operator/')
    : actor === (adminId === null ? 'caller' : adminStream(adminId));
  return isRight ? null : `its actor is ${actor}`;
};

const reliesOn = (event: Written): Reliance | null => {
  if (event.type === 'EmergencyChangeRefused' || !event.data.by) return null;
  const { by, verifiedBy, locationId } = event.data;
  const stream = adminStream(by.adminId);
  const authorized = { stream, contactId: event.contactId, step: `${event.step}:${locationId}` };
  const action = event.type === 'EmergencySet' ? 'set' : 'remove';
  return { key: authorizationKey(authorized, action, verifiedBy ?? ''), stream };
};

export const locationReplay: Replay<LocationState, ChangeEmergency, LocationEvent> = {
  misfit,
  commandsOf,
  reliesOn,
};
