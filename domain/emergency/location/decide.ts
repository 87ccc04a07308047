import { assertNever, type Decider, isAhead } from '../../ledger/index.ts';
import { type LocationEvent, locationEvents } from './events.ts';
import { type Emergency, evolve, initialLocation, isOn, type LocationState, requestOf } from './state.ts';

/** A verified call: the PinVerified event, its contact, and the session's beginning and end in milliseconds. */
export type Verification = { eventId: string; contactId: string; verifiedAt: number; endsAt: number };

/** Who requests a change, according to the log. */
export type Requester =
  | {
      kind: 'administrator';
      adminId: string;
      maskedNumber: string;
      locations: readonly string[];
      verification: Verification | null;
    }
  /** Break-glass: bypasses the phone flow and must give a reason. */
  | { kind: 'operator'; principal: string; reason: string }
  /** A number that is not enrolled. */
  | { kind: 'unknown' };

/** The requesting administrator's id; null for an operator or an unknown caller. */
export const adminIdOf = (requester: Requester): string | null =>
  requester.kind === 'administrator' ? requester.adminId : null;

/** The requested change. A set carries its words; one of an unconfigured type is always refused. */
export type Change =
  | ({ action: 'set' } & Emergency)
  | { action: 'set-unknown-type'; emergencyType: string | null }
  | { action: 'remove' };

/** The command of a location's stream: a change, and everything the decision needs. */
export type ChangeEmergency = Change & {
  locationId: string;
  requester: Requester;
  /** `Status.seq` of the status the caller heard, 0 when no emergency was ever set: a newer status refuses the change. */
  heardSeq: number;
  contactId: string;
  /** Milliseconds. */
  at: number;
};

type Data<Type extends LocationEvent['type']> = Extract<LocationEvent, { type: Type }>['data'];
type Refusal = Data<'EmergencyChangeRefused'>['reason'];
type Authority = Pick<Data<'EmergencySet'>, 'by' | 'verifiedBy' | 'breakGlass'>;

const breakGlassOf = (requester: Requester): Authority['breakGlass'] =>
  requester.kind === 'operator' ? { principal: requester.principal, reason: requester.reason } : null;

const administratorAuthority = (
  { adminId, maskedNumber, locations, verification }: Extract<Requester, { kind: 'administrator' }>,
  { locationId, contactId, at }: ChangeEmergency,
): Authority | Refusal => {
  if (verification?.contactId !== contactId || at >= verification.endsAt) return 'not-verified';
  if (isAhead(verification.verifiedAt, at)) return 'not-verified';
  if (!locations.includes('*') && !locations.includes(locationId)) return 'not-permitted';
  return { by: { adminId, maskedNumber }, verifiedBy: verification.eventId, breakGlass: null };
};

/** The authority for a change, or the reason to refuse it: an administrator must be verified and permitted, an operator must give a reason. */
const authorityOf = (command: ChangeEmergency): Authority | Refusal => {
  const { requester } = command;
  switch (requester.kind) {
    case 'administrator':
      return administratorAuthority(requester, command);
    case 'operator':
      if (requester.reason.trim() === '') return 'no-reason';
      return { by: null, verifiedBy: null, breakGlass: breakGlassOf(requester) };
    case 'unknown':
      return 'not-verified';
    default:
      return assertNever(requester);
  }
};

const refused = (command: ChangeEmergency, reason: Refusal): LocationEvent => {
  const { locationId: center, requester } = command;
  const requested =
    command.action === 'remove'
      ? ({ action: 'remove', emergencyType: null } as const)
      : ({ action: 'set', emergencyType: command.emergencyType } as const);
  const breakGlass = breakGlassOf(requester);
  const data = { center, adminId: adminIdOf(requester), ...requested, reason, breakGlass };
  return { type: 'EmergencyChangeRefused', data };
};

const decide = ({ status }: LocationState, command: ChangeEmergency): LocationEvent => {
  const authority = authorityOf(command);
  if (typeof authority === 'string') return refused(command, authority);
  if (command.action === 'set-unknown-type') return refused(command, 'unknown-type');
  if (command.heardSeq !== (status?.seq ?? 0)) return refused(command, 'changed-since-heard');
  const change = { locationId: command.locationId, ...authority };
  const wasOn = status !== null && isOn(status, command.at);
  switch (command.action) {
    case 'set': {
      const { emergencyType, messages, laterMessages, expiresAt } = command;
      const reaffirmed = wasOn && status.emergencyType === emergencyType;
      const emergency = { emergencyType, messages, laterMessages, expiresAt };
      return { type: 'EmergencySet', data: { ...change, reaffirmed, ...emergency } };
    }
    case 'remove':
      return { type: 'EmergencyRemoved', data: { ...change, reaffirmed: status !== null && !wasOn } };
    default:
      return assertNever(command);
  }
};

/** The rules of a location's stream. The state is the result of the last set or remove. */
export const location: Decider<LocationState, ChangeEmergency, LocationEvent> = {
  kind: 'location',
  events: locationEvents,
  stateVersion: 6,
  initial: initialLocation,
  evolve,
  decide,
  refuseReused: (_, command) => refused(command, 'step-reused'),
  requestOf,
};
