import type { ProcessedCommands, Replay, Stored } from '../../ledger/index.ts';
import type { CallEvent } from '../call/events.ts';
import { callStream } from '../streams.ts';

/** Who writes each type of event. */
const ACTORS: Record<CallEvent['type'], RegExp> = {
  CallerRefused: /^caller$/,
  EmergencyChangeRefused: /^(caller|admin\/)/,
  DrillHeld: /^(operator|system)\//,
  EventsRepublished: /^operator\//,
  NumbersUnmasked: /^operator\//,
  LogExported: /^operator\//,
};

const misfit = (event: Stored<CallEvent>): string | null => {
  const { stream, contactId, type, actor, data } = event;
  if (callStream(contactId) !== stream) return `belongs to the contact ${contactId}`;
  if (type === 'EmergencyChangeRefused' && data.reason !== 'unknown-center')
    return `was refused for ${data.reason}, which only a location's stream records`;
  return ACTORS[type].test(actor) ? null : `its actor is ${actor}`;
};

/** A call's commands are its events. */
export const callReplay: Replay<{ answered: ProcessedCommands }, CallEvent, CallEvent> = {
  misfit,
  commandsOf: (_, { type, data }) => [{ type, data } as CallEvent],
};
