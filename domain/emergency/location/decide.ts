import {
  assertNever,
  type Decider,
  type ProcessedCommands,
  recordProcessed,
  type Stored,
} from '../../ledger/index.ts';
import { type LocationEvent, locationEvents } from './events.ts';

/** The exact words callers will hear, by language, and when the emergency ends by itself. */
export type Emergency = {
  emergencyType: string;
  messages: Record<string, string>;
  expiresAt: string | null;
};

/** What the last set or remove said. `seq` is its number in the stream: refusals in between do not change it. */
export type Status = {
  seq: number;
  eventId: string;
  at: string;
  /** For display: `admin-1 +65******01`, or `operator/alice`. */
  by: string;
} & (
  | ({ emergency: true } & Emergency)
  | { emergency: false; emergencyType: null; messages: Record<string, never>; expiresAt: null }
);

export type LocationState = { answered: ProcessedCommands; status: Status | null };

/** The event that verified an administrator, on which call, and until when (ms). */
export type Verification = { eventId: string; contactId: string; endsAt: number };

/** Who asks for a change, as the log knows them. */
export type Requester =
  | {
      kind: 'administrator';
      adminId: string;
      maskedNumber: string;
      locations: readonly string[];
      verification: Verification | null;
    }
  /** Bypasses the phone flow, and has to say why. */
  | { kind: 'operator'; principal: string; reason: string }
  /** A number that is no administrator's. */
  | { kind: 'unknown' };

/** The id of the administrator who asks; null for anybody else. */
export const adminIdOf = (requester: Requester): string | null =>
  requester.kind === 'administrator' ? requester.adminId : null;

/** What is to be changed. A set has its words; one of a type that is not configured can only be refused. */
export type Change =
  | ({ action: 'set' } & Emergency)
  | { action: 'set-unknown-type'; emergencyType: string | null }
  | { action: 'remove' };

/** A change, with all that decides about it. */
export type ChangeEmergency = Change & {
  locationId: string;
  requester: Requester;
  /** The status the caller heard before asking: `Status.seq`, 0 for a location not set up yet. */
  heardSeq: number;
  contactId: string;
  /** Milliseconds. */
  at: number;
};

type Data<Type extends LocationEvent['type']> = Extract<LocationEvent, { type: Type }>['data'];
type Refusal = Data<'EmergencyChangeRefused'>['reason'];
type Authority = Pick<Data<'EmergencySet'>, 'by' | 'verifiedBy' | 'breakGlass'>;

/** True while an emergency is on: set, and its end (if it has one) not reached. `now` in milliseconds. */
export const isOn = (status: Pick<Status, 'emergency' | 'expiresAt'>, now: number): boolean =>
  status.emergency && (status.expiresAt === null || now < Date.parse(status.expiresAt));

const breakGlassOf = (requester: Requester): Authority['breakGlass'] =>
  requester.kind === 'operator' ? { principal: requester.principal, reason: requester.reason } : null;

const administratorsAuthority = (
  { adminId, maskedNumber, locations, verification }: Extract<Requester, { kind: 'administrator' }>,
  { locationId, contactId, at }: ChangeEmergency,
): Authority | Refusal => {
  if (verification?.contactId !== contactId || at >= verification.endsAt) return 'not-verified';
  if (!locations.includes('*') && !locations.includes(locationId)) return 'not-permitted';
  return { by: { adminId, maskedNumber }, verifiedBy: verification.eventId, breakGlass: null };
};

/** On whose authority a change is made, or why there is none: an administrator must be verified and permitted, an operator must say why. */
const authorityOf = (command: ChangeEmergency): Authority | Refusal => {
  const { requester } = command;
  switch (requester.kind) {
    case 'administrator':
      return administratorsAuthority(requester, command);
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
  const asked =
    command.action === 'remove'
      ? ({ action: 'remove', emergencyType: null } as const)
      : ({ action: 'set', emergencyType: command.emergencyType } as const);
  const breakGlass = breakGlassOf(requester);
  const data = { center, adminId: adminIdOf(requester), ...asked, reason, breakGlass };
  return { type: 'EmergencyChangeRefused', data };
};

const decide = ({ status }: LocationState, command: ChangeEmergency): LocationEvent => {
  const authority = authorityOf(command);
  if (typeof authority === 'string') return refused(command, authority);
  if (command.action === 'set-unknown-type') return refused(command, 'unknown-type');
  if (command.heardSeq !== (status?.seq ?? 0)) return refused(command, 'changed-since-heard');
  const made = { locationId: command.locationId, ...authority };
  const wasOn = status !== null && isOn(status, command.at);
  switch (command.action) {
    case 'set': {
      const { emergencyType, messages, expiresAt } = command;
      const reaffirmed = wasOn && status.emergencyType === emergencyType;
      return { type: 'EmergencySet', data: { ...made, reaffirmed, emergencyType, messages, expiresAt } };
    }
    case 'remove':
      return { type: 'EmergencyRemoved', data: { ...made, reaffirmed: status !== null && !wasOn } };
    default:
      return assertNever(command);
  }
};

/** Who it was, in the words of the board. */
const shownBy = ({ by, breakGlass }: Omit<Authority, 'verifiedBy'>): string =>
  by ? `${by.adminId} ${by.maskedNumber}` : `operator/${breakGlass?.principal ?? 'unknown'}`;

const evolve = (state: LocationState, event: Stored<LocationEvent>): LocationState => {
  const answered = recordProcessed(state.answered, event);
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
      const off = { emergency: false, emergencyType: null, messages: {}, expiresAt: null } as const;
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
