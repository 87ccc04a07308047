import { type Decider, type ProcessedCommands, recordProcessed } from '../../ledger/index.ts';
import { type CallEvent, callEvents } from './events.ts';

/** What a call's event records; its fields tell two changes of unknown locations apart. */
export const callRequest = ({ type, data }: CallEvent): string =>
  type === 'EmergencyChangeRefused' ? [data.action, data.emergencyType, data.center].join(':') : type;

/** The rules of a call's stream. Its commands are its events: a refused caller, a change of an unknown location, a probe, an export. */
export const call: Decider<{ answered: ProcessedCommands }, CallEvent, CallEvent> = {
  kind: 'call',
  events: callEvents,
  stateVersion: 4,
  initial: { answered: [] },
  evolve: (state, event) => ({ answered: recordProcessed(state.answered, event, callRequest(event)) }),
  decide: (_, command) => command,
  // Each is a refusal, or something that has happened: it is recorded all the same.
  refuseReused: (_, command) => command,
  requestOf: callRequest,
};
