import type { Answered } from './answered.ts';
import type { Body } from './envelope.ts';

/** One event as decided: its type and full facts. Everything else (when, who, which number) comes with the command and the log. */
export type Decided = { type: string; data: Record<string, unknown> };

/**
 * The rules of one kind of stream. `decide` gives exactly one event for every command: a refusal is an event too.
 * `stateVersion` rises whenever `evolve` or the state's shape changes, so that no old rolling state is believed.
 */
export type Decider<State extends { answered: Answered }, Command, Event extends Decided> = {
  readonly stateVersion: number;
  readonly initial: State;
  evolve(state: State, event: Omit<Body, 'type' | 'data'> & Event): State;
  decide(state: State, command: Command): Event;
};

/** Folds a whole stream. */
export const fold = <State extends { answered: Answered }, Command, Event extends Decided>(
  decider: Decider<State, Command, Event>,
  events: Iterable<Body>,
): State => {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event as never);
  return state;
};
