import type { StoredEvent } from './envelope.ts';
import { type EventDefinition, UnknownEvent } from './event-definition.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** A decided event: type and payload. The other fields (time, actor, sequence number) come from the command and the log. */
export type Decided = { type: string; data: Record<string, unknown> };

/** A stored event of a known type. */
export type Stored<Event extends Decided> = Omit<StoredEvent, 'type' | 'data'> & Event;

/**
 * The rules of one kind of stream. `decide` returns exactly one event for every command: a refusal is an event too.
 * Increase `stateVersion` whenever `evolve` or the state's shape changes, so that older stored states are not used.
 */
export type Decider<State extends { answered: ProcessedCommands }, Command, Event extends Decided> = {
  readonly kind: string;
  readonly events: Readonly<Record<Event['type'], EventDefinition>>;
  readonly stateVersion: number;
  readonly initial: State;
  evolve(state: State, event: Stored<Event>): State;
  decide(state: State, command: Command): Event;
  /** The refusal of a command whose idempotency key another command has used. */
  refuseReused(state: State, command: Command): Event;
  /** What an event's command requested, from fields that its refusal has too: never a secret, never what was entered. */
  requestOf(event: Event): string;
};

/**
 * Narrows an event to the decider's own types.
 * @throws UnknownEvent when it belongs to another kind of stream
 */
export const ownEvent = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  { kind, events }: Decider<State, Command, Event>,
  event: StoredEvent,
): StoredEvent & Event => {
  if (Object.hasOwn(events, event.type)) return event as StoredEvent & Event;
  throw new UnknownEvent(
    `unknown event type ${event.type} in ${kind}/… (event ${event.id}); deploy the version that wrote it, or a newer one`,
  );
};

/** The state after one more event. @throws UnknownEvent when it belongs to another kind of stream */
export const applyEvent = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  state: State,
  event: StoredEvent,
): State => decider.evolve(state, ownEvent(decider, event));

/** Folds a whole stream. */
export const fold = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  events: Iterable<StoredEvent>,
): State => {
  let state = decider.initial;
  for (const event of events) state = applyEvent(decider, state, event);
  return state;
};
