import { type Decider, type ProcessedCommands, recordProcessed } from '../../ledger/index.ts';
import { type CallEvent, callEvents } from './events.ts';

/** The rules of a call's stream. Its commands are its events: a refused caller, a change of an unknown location, a probe, an export. */
export const call: Decider<{ answered: ProcessedCommands }, CallEvent, CallEvent> = {
  kind: 'call',
  events: callEvents,
  stateVersion: 3,
  initial: { answered: [] },
  evolve: (state, event) => ({ answered: recordProcessed(state.answered, event) }),
  decide: (_, command) => command,
};
