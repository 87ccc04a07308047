import type { Decided, Decider } from './decider.ts';
import type { StoredEvent } from './envelope.ts';
import type { Parse } from './parse.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** What the ledger needs to know of its events: the kinds of streams, how to read an event, and the deciders. */
export type Rules = {
  kinds: readonly string[];
  /** Upcasts and validates an event. @throws UnknownEvent, or an error of the schema */
  readEvent(value: unknown, parse: Parse): StoredEvent;
  /** Calls `use` with the decider of a stream. @throws when the stream's kind is unknown */
  withDecider<Result>(
    stream: string,
    use: <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
      decider: Decider<State, Command, Event>,
    ) => Result,
  ): Result;
};
