import type { Decided, Decider } from './decider.ts';
import type { StoredEvent } from './envelope.ts';
import type { Parse } from './parse.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** What the ledger is told of the events it holds: which kinds of streams there are, how to read an event, and who decides. */
export type Rules = {
  kinds: readonly string[];
  /** Brings an old version up to date and checks it. @throws UnknownEvent, or an error of the schema */
  readEvent(value: unknown, parse: Parse): StoredEvent;
  /** Uses the decider of a stream, whatever its state, commands and events are. @throws when the kind is unknown */
  withDecider<Result>(
    stream: string,
    use: <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
      decider: Decider<State, Command, Event>,
    ) => Result,
  ): Result;
};
