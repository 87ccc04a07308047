import { type Decider, type ProcessedCommands, recordProcessed } from '../../ledger/index.ts';
import { type CallEvent, callEvents } from './events.ts';

/** The rules of a call's stream: it records what it is told, a stranger's call, a change at no known location, a drill. */
export const call: Decider<{ answered: ProcessedCommands }, CallEvent, CallEvent> = {
  kind: 'call',
  events: callEvents,
  stateVersion: 3,
  initial: { answered: [] },
  evolve: (state, event) => ({ answered: recordProcessed(state.answered, event) }),
  decide: (_, command) => command,
};
