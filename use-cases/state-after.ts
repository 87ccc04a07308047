import {
  type CommandResult,
  type Decided,
  type Decider,
  type EventStore,
  fold,
  type ProcessedCommands,
  type StoredEvent,
} from '../domain/ledger/index.ts';

/** A stream's state right after a command’s event. When a retry finds later events, the log is folded up to that event. */
export const stateAfter = async <
  State extends { answered: ProcessedCommands },
  Command,
  Event extends Decided,
>(
  store: EventStore,
  decider: Decider<State, Command, Event>,
  { event, state }: Pick<CommandResult<State, Event>, 'event' | 'state'>,
): Promise<State> => {
  if (state.answered.at(-1)?.[2] === event.seq) return state;
  const events: StoredEvent[] = [];
  for await (const { event: earlier } of store.read(event.stream)) {
    if (earlier.seq > event.seq) break;
    events.push(earlier);
  }
  return fold(decider, events);
};
