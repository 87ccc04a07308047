import type { Decided, Decider, Stored } from './decider.ts';
import type { StoredEvent } from './envelope.ts';
import type { Parse } from './parse.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** What an event permits events of other streams: under a key that both derive, until a time in milliseconds, `once` or often. */
export type Permission = { key: string; until: number; once: boolean };

/** What an event relies on: a permission by its key, and the stream that must hold it. */
export type Reliance = { key: string; stream: string };

/**
 * How to decide an event again, for verification. An event could have been decided when one of its commands gives that very
 * event on the state before it.
 */
export type Replay<State, Command, Event extends Decided> = {
  /** What no command of the product gives an event, whatever the state: another subject, another actor. Null when nothing. */
  misfit(event: Stored<Event>): string | null;
  /** The commands that the event may have come from, the likeliest first, each under settings that the configuration allows. */
  commandsOf(state: State, event: Stored<Event>): Iterable<Command>;
  /** Permissions for other streams. `state` is that before the event. */
  permits?(state: State, event: Stored<Event>): Permission | null;
  reliesOn?(event: Stored<Event>): Reliance | null;
};

/** What the ledger needs to know of its events: the kinds of streams, how to read an event, the deciders and their replays. */
export type Rules = {
  kinds: readonly string[];
  /** Upcasts and validates an event. @throws UnknownEvent, or an error of the schema */
  readEvent(value: unknown, parse: Parse): StoredEvent;
  /** Calls `use` with the decider of a stream. @throws when the stream's kind is unknown */
  withDecider<Result>(
    stream: string,
    use: <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
      decider: Decider<State, Command, Event>,
      replay: Replay<State, Command, Event>,
    ) => Result,
  ): Result;
};
