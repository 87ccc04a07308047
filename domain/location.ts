import type { Session } from './admin-state.ts';
import { type Answered, remember } from './answered.ts';
import type { Decider } from './decider.ts';
import type { Body } from './envelope.ts';
import type { LocationEvent } from './events/location.ts';

/** What the last set or remove said. `seq` is its number in the stream: refusals in between do not change it. */
export type Status = {
  seq: number;
  eventId: string;
  at: string;
  emergency: boolean;
  emergencyType: string | null;
  messages: Record<string, string>;
  expiresAt: string | null;
  by: { adminId: string; maskedNumber: string };
};

export type LocationState = { answered: Answered; status: Status | null };

/** A change, with all that decides about it. `session` is the caller's as the admin's stream has it. */
export type ChangeEmergency = {
  locationId: string;
  action: 'set' | 'remove';
  emergencyType: string | null;
  /** The status the caller heard before asking: `Status.seq`, 0 for a location not set up yet. */
  heardSeq: number;
  contactId: string;
  at: number;
  caller: {
    adminId: string;
    maskedNumber: string;
    locations: readonly string[];
    session: Omit<Session, 'changes'> | null;
  } | null;
  /** The exact words per language and the end, when the type is one of the configured ones. */
  emergency: { messages: Record<string, string>; expiresAt: string | null } | null;
};

type Refusal = Extract<LocationEvent, { type: 'EmergencyChangeRefused' }>['data']['reason'];

/** True while an emergency is on: set, and its end (if it has one) not reached. `now` in milliseconds. */
export const isOn = (status: Pick<Status, 'emergency' | 'expiresAt'>, now: number): boolean =>
  status.emergency && (status.expiresAt === null || now < Date.parse(status.expiresAt));

const proven = ({ caller, contactId, at }: ChangeEmergency): boolean =>
  caller?.session?.contactId === contactId && at < caller.session.endsAt;

const permitted = ({ caller, locationId }: ChangeEmergency): boolean =>
  caller?.locations.some((location) => location === '*' || location === locationId) ?? false;

const refusal = (state: LocationState, command: ChangeEmergency): Refusal | null => {
  if (!proven(command)) return 'not-verified';
  if (!permitted(command)) return 'not-permitted';
  if (command.action === 'set' && !(command.emergency && command.emergencyType)) return 'unknown-type';
  if (command.heardSeq !== (state.status?.seq ?? 0)) return 'changed-since-heard';
  return null;
};

const decide = (state: LocationState, command: ChangeEmergency): LocationEvent => {
  const { locationId, action, emergencyType, caller, emergency, at } = command;
  const reason = refusal(state, command);
  if (reason || !caller?.session)
    return {
      type: 'EmergencyChangeRefused',
      data: {
        center: locationId,
        adminId: caller?.adminId ?? null,
        action,
        emergencyType,
        reason: reason ?? 'not-verified',
      },
    };
  const { adminId, maskedNumber, session } = caller;
  const wasOn = state.status !== null && isOn(state.status, at);
  const facts = { locationId, by: { adminId, maskedNumber }, verifiedBy: session.eventId };
  if (action === 'remove' || !emergency || !emergencyType)
    return { type: 'EmergencyRemoved', data: { ...facts, reaffirmed: state.status !== null && !wasOn } };
  const reaffirmed = wasOn && state.status?.emergencyType === emergencyType;
  return { type: 'EmergencySet', data: { ...facts, reaffirmed, emergencyType, ...emergency } };
};

const evolve = (state: LocationState, event: Omit<Body, 'type' | 'data'> & LocationEvent): LocationState => {
  const answered = remember(state.answered, event);
  const { seq, id: eventId, at } = event;
  switch (event.type) {
    case 'EmergencySet': {
      const { emergencyType, messages, expiresAt, by } = event.data;
      return {
        answered,
        status: { seq, eventId, at, emergency: true, emergencyType, messages, expiresAt, by },
      };
    }
    case 'EmergencyRemoved': {
      const off = { emergency: false, emergencyType: null, messages: {}, expiresAt: null };
      return { answered, status: { seq, eventId, at, ...off, by: event.data.by } };
    }
    case 'EmergencyChangeRefused':
      return { ...state, answered };
  }
};

/** The rules of a location's stream. The last set or remove is its whole state. */
export const location: Decider<LocationState, ChangeEmergency, LocationEvent> = {
  stateVersion: 1,
  initial: { answered: [], status: null },
  evolve,
  decide,
};
