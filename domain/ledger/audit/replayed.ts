import type { Decided, Decider, Stored } from '../decider.ts';
import { findProcessed, type ProcessedCommands } from '../processed-commands.ts';
import type { Replay } from '../rules.ts';
import { sameJson } from '../same-json.ts';

/** What of an event is recorded: older schemas lack fields, and their upcasters fill them in. */
type Recorded = { schema: number; data: Record<string, unknown> };

const isRecorded = (decided: Decided['data'], event: Decided['data'], recorded: Decided['data']): boolean =>
  Object.keys(recorded).every((key) => !(key in event) || sameJson(decided[key], event[key]));

/** What of an event must be decided again: all of its payload, or of an older schema what is recorded. */
const isSame = (decided: Decided, event: Decided, recorded: Recorded, isOld: boolean): boolean =>
  decided.type === event.type &&
  (isOld ? isRecorded(decided.data, event.data, recorded.data) : sameJson(decided.data, event.data));

/**
 * Decides an event again on the state before it. Returns why it could not have been decided, or null. Settings that the log
 * does not record are taken as the event needs them, within what a configuration allows. A refusal of an older schema was
 * decided by older limits, so it is `unchecked`; what gives somebody a right is judged by what was recorded of it.
 */
export const undecidable = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  replay: Replay<State, Command, Event>,
  state: State,
  event: Stored<Event>,
  recorded: Recorded,
): { fault: string | null; isChecked: boolean } => {
  const misfit = replay.misfit(event);
  if (misfit !== null) return { fault: misfit, isChecked: true };
  const { contactId, step } = event;
  const processed = findProcessed(state.answered, { contactId, step, request: decider.requestOf(event) });
  if (typeof processed === 'number')
    return { fault: `repeats the command of event ${processed}`, isChecked: true };
  const type: Event['type'] = event.type;
  const { version, outcome } = decider.events[type];
  const isOld = recorded.schema < version;
  if (isOld && outcome === 'refused') return { fault: null, isChecked: false };
  const decide = processed === null ? decider.decide : decider.refuseReused;
  for (const command of replay.commandsOf(state, event))
    if (isSame(decide(state, command), event, recorded, isOld)) return { fault: null, isChecked: true };
  return { fault: `no command gives this ${event.type} after the events before it`, isChecked: true };
};
