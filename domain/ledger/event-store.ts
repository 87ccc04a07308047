import type { Decided, Decider } from './decider.ts';
import type { CommandMetadata, StoredEvent } from './envelope.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** One item of the table `Events`: the body that is believed, its hash, and copies for keys, indexes and the next decision. */
export type Item = {
  pk: string;
  sk: number;
  id: string;
  type: string;
  at: string;
  contactId: string;
  body: string;
  hash: string;
  state: string;
  stateVersion: number;
  day: string;
};

/**
 * Where a stream ends. Opaque: only `head` and `append` hand one out, so that no gap can be written.
 * `state` is the fold up to here.
 */
export type Head<State> = {
  readonly stream: string;
  /** Number of the last event; 0 for a stream not begun. */
  readonly seq: number;
  readonly hash: string;
  /** Milliseconds; the next event is never earlier. */
  readonly at: number;
  readonly state: State;
};

/** An event as the log has it: what is believed (`body`), its hash, and the copies. */
export type LogRecord = { event: StoredEvent; body: string; hash: string };

export type Appended<State, Event extends Decided> =
  | { kind: 'appended'; event: StoredEvent & Event; head: Head<State> }
  | { kind: 'conflict' };

/** The log. Every method throws only when the table cannot be reached or what it holds cannot be read. */
export type EventStore = {
  /** One consistent read of the newest event, whatever the stream's length. */
  head<State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
    decider: Decider<State, Command, Event>,
    stream: string,
  ): Promise<Head<State>>;
  /** One conditional write. `conflict` when another was faster; an own write seen again is `appended`. */
  append<State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
    decider: Decider<State, Command, Event>,
    head: Head<State>,
    decided: Event,
    meta: CommandMetadata,
  ): Promise<Appended<State, Event>>;
  /** One event of a stream, or null. */
  event(stream: string, seq: number): Promise<LogRecord | null>;
  /** A stream's items as they stand in the table, unread: for who must not trust them. */
  items(stream: string): AsyncIterable<Item>;
  /** A stream in order from `after` on, page by page, consistent. */
  read(stream: string, after?: number): AsyncIterable<LogRecord>;
  /** Every stream's name, once; reads the whole table (rebuild and verification only). */
  streams(): AsyncIterable<string>;
  /** These events, in the order asked for, up to 100; one that is not there is left out. */
  records(places: readonly { stream: string; seq: number }[]): Promise<LogRecord[]>;
  /** All events of one contact id, oldest first, by the index `byContact` (eventually consistent). */
  contact(contactId: string): AsyncIterable<LogRecord>;
  /** One day's events of all streams, oldest first within a shard, from the index `byTime` (eventually consistent). */
  day(dayKey: string, after?: string): AsyncIterable<LogRecord>;
};
