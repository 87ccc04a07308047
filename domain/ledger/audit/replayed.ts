import equal from 'fast-deep-equal';
import type { Decided, Decider, Stored } from '../decider.ts';
import { findProcessed, type ProcessedCommands } from '../processed-commands.ts';
import type { Replay } from '../rules.ts';

/**
 * Decides an event again on the state before it. Returns why it could not have been decided, or null. Settings that the log
 * does not record are taken as the event needs them, within what a configuration allows.
 */
export const undecidable = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  replay: Replay<State, Command, Event>,
  state: State,
  event: Stored<Event>,
): string | null => {
  const misfit = replay.misfit(event);
  if (misfit !== null) return misfit;
  const { contactId, step } = event;
  const processed = findProcessed(state.answered, { contactId, step, request: decider.requestOf(event) });
  if (typeof processed === 'number') return `repeats the command of event ${processed}`;
  const decide = processed === null ? decider.decide : decider.refuseReused;
  const isDecided = replay.commandsOf(state, event).some((command) => {
    const { type, data } = decide(state, command);
    return type === event.type && equal(data, event.data);
  });
  return isDecided ? null : `no command gives this ${event.type} after the events before it`;
};
