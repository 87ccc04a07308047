import { type ProcessedCommands, recordProcessed, type Stored } from '../../ledger/index.ts';
import type { LocationEvent } from './events.ts';

/**
 * The exact words callers hear, by language code, on the day it was set (of the location) and on later ones, and when the
 * emergency ends by itself.
 */
export type Emergency = {
  emergencyType: string;
  messages: Record<string, string>;
  laterMessages: Record<string, string>;
  expiresAt: string | null;
};

/** The result of the last set or remove. `seq` is that event's sequence number; refusals do not change it. */
export type Status = {
  seq: number;
  eventId: string;
  at: string;
  /** For display: `admin-1 +65******01`, or `operator/alice`. */
  by: string;
} & (({ emergency: true } & Emergency) | typeof NO_EMERGENCY_STATUS);

type NoWords = Record<string, never>;
/** The part of a status without an emergency. */
export const NO_EMERGENCY_STATUS = {
  emergency: false as const,
  emergencyType: null,
  messages: {} as NoWords,
  laterMessages: {} as NoWords,
  expiresAt: null,
};

export type LocationState = { answered: ProcessedCommands; status: Status | null };

export const initialLocation: LocationState = { answered: [], status: null };

/** True while an emergency is on: set, and not yet ended by itself. `now` in milliseconds. */
export const isOn = (status: Pick<Status, 'emergency' | 'expiresAt'>, now: number): boolean =>
  status.emergency && (status.expiresAt === null || now < Date.parse(status.expiresAt));

type Data = Extract<LocationEvent, { type: 'EmergencySet' }>['data'];

/** Who made the change, as the board shows it. */
const shownBy = ({ by, breakGlass }: Pick<Data, 'by' | 'breakGlass'>): string =>
  by ? `${by.adminId} ${by.maskedNumber}` : `operator/${breakGlass?.principal ?? 'unknown'}`;

/** What a change requests, as its event records it. */
export const changeRequest = (action: 'set' | 'remove', emergencyType: string | null): string =>
  action === 'set' ? `set:${emergencyType ?? ''}` : action;

export const requestOf = (event: LocationEvent): string => {
  switch (event.type) {
    case 'EmergencySet':
      return changeRequest('set', event.data.emergencyType);
    case 'EmergencyRemoved':
      return changeRequest('remove', null);
    case 'EmergencyChangeRefused':
      return changeRequest(event.data.action, event.data.emergencyType);
  }
};

/** The state after one more event. */
export const evolve = (state: LocationState, event: Stored<LocationEvent>): LocationState => {
  const answered = recordProcessed(state.answered, event, requestOf(event));
  const { seq, id: eventId, at: written, judgedAt: at = written } = event;
  switch (event.type) {
    case 'EmergencySet': {
      const { emergencyType, messages, laterMessages, expiresAt } = event.data;
      const on = { emergency: true, emergencyType, messages, laterMessages, expiresAt } as const;
      return { answered, status: { seq, eventId, at, ...on, by: shownBy(event.data) } };
    }
    case 'EmergencyRemoved':
      return { answered, status: { seq, eventId, at, ...NO_EMERGENCY_STATUS, by: shownBy(event.data) } };
    case 'EmergencyChangeRefused':
      return { ...state, answered };
  }
};
