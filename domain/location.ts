import type { Session } from './admin-state.ts';
import { type Answered, remember } from './answered.ts';
import type { Decider } from './decider.ts';
import type { Body } from './envelope.ts';
import type { BreakGlass } from './events/fields.ts';
import { type LocationEvent, locationEvents } from './events/location.ts';

/** What the last set or remove said. `seq` is its number in the stream: refusals in between do not change it. */
export type Status = {
  seq: number;
  eventId: string;
  at: string;
  emergency: boolean;
  emergencyType: string | null;
  messages: Record<string, string>;
  expiresAt: string | null;
  /** As it is shown: `admin-1 +65******01`, or `operator/alice`. */
  by: string;
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
  /** An operator past the phone, with a reason; null in the ordinary way. */
  breakGlass: BreakGlass | null;
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

/** Who may not, and why: an operator must say why, an administrator must be proven and permitted. */
const unfit = (command: ChangeEmergency): Refusal | null => {
  if (command.breakGlass) return command.breakGlass.reason.trim() === '' ? 'no-reason' : null;
  if (!proven(command)) return 'not-verified';
  return permitted(command) ? null : 'not-permitted';
};

const refusal = (state: LocationState, command: ChangeEmergency): Refusal | null => {
  const reason = unfit(command);
  if (reason) return reason;
  if (command.action === 'set' && !(command.emergency && command.emergencyType)) return 'unknown-type';
  if (command.heardSeq !== (state.status?.seq ?? 0)) return 'changed-since-heard';
  return null;
};

const decide = (state: LocationState, command: ChangeEmergency): LocationEvent => {
  const { locationId, action, emergencyType, caller, breakGlass, emergency, at } = command;
  const reason = refusal(state, command);
  if (reason) {
    const adminId = caller?.adminId ?? null;
    const data = { center: locationId, adminId, action, emergencyType, reason, breakGlass };
    return { type: 'EmergencyChangeRefused', data };
  }
  const wasOn = state.status !== null && isOn(state.status, at);
  const by = caller && { adminId: caller.adminId, maskedNumber: caller.maskedNumber };
  const facts = { locationId, by, verifiedBy: caller?.session?.eventId ?? null, breakGlass };
  if (action === 'remove' || !emergency || !emergencyType)
    return { type: 'EmergencyRemoved', data: { ...facts, reaffirmed: state.status !== null && !wasOn } };
  const reaffirmed = wasOn && state.status?.emergencyType === emergencyType;
  return { type: 'EmergencySet', data: { ...facts, reaffirmed, emergencyType, ...emergency } };
};

/** Who it was, in the words of the board. */
const shownBy = ({
  by,
  breakGlass,
}: {
  by: { adminId: string; maskedNumber: string } | null;
  breakGlass: BreakGlass | null;
}) => (by ? `${by.adminId} ${by.maskedNumber}` : `operator/${breakGlass?.principal ?? 'unknown'}`);

const evolve = (state: LocationState, event: Omit<Body, 'type' | 'data'> & LocationEvent): LocationState => {
  const answered = remember(state.answered, event);
  const { seq, id: eventId, at } = event;
  switch (event.type) {
    case 'EmergencySet': {
      const { emergencyType, messages, expiresAt } = event.data;
      const by = shownBy(event.data);
      return {
        answered,
        status: { seq, eventId, at, emergency: true, emergencyType, messages, expiresAt, by },
      };
    }
    case 'EmergencyRemoved': {
      const off = { emergency: false, emergencyType: null, messages: {}, expiresAt: null };
      return { answered, status: { seq, eventId, at, ...off, by: shownBy(event.data) } };
    }
    case 'EmergencyChangeRefused':
      return { ...state, answered };
  }
};

/** The rules of a location's stream. The last set or remove is its whole state. */
export const location: Decider<LocationState, ChangeEmergency, LocationEvent> = {
  kind: 'location',
  events: locationEvents,
  stateVersion: 4,
  initial: { answered: [], status: null },
  evolve,
  decide,
};
