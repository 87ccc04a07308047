import { type Answered, remember } from './answered.ts';
import type { Decider } from './decider.ts';
import { type CallEvent, callEvents } from './events/call.ts';

/** The rules of a call's stream: it records what it is told, a stranger's call, a change at no known location, a drill. */
export const call: Decider<{ answered: Answered }, CallEvent, CallEvent> = {
  kind: 'call',
  events: callEvents,
  stateVersion: 3,
  initial: { answered: [] },
  evolve: (state, event) => ({ answered: remember(state.answered, event) }),
  decide: (_, command) => command,
};
