import type { Decided, Decider } from './decider.ts';
import type { CommandMetadata, StoredEvent } from './envelope.ts';
import type { ProcessedCommands } from './processed-commands.ts';

/** One item of the `Events` table: the body with its hash, which verification trusts, and copies for keys, indexes and the snapshot. */
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

/** The end of a stream. Only `head` and `append` return one, so that no gap can be written. `state` is the fold of all events. */
export type Head<State> = {
  readonly stream: string;
  /** Sequence number of the last event; 0 for an empty stream. */
  readonly seq: number;
  readonly hash: string;
  /** Milliseconds; the next event is never earlier. */
  readonly at: number;
  readonly state: State;
};

/** An event with its canonical JSON (`body`) and hash. */
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
  /** One conditional write. `conflict` when another writer appended first; a retry that finds its own write is `appended`. */
  append<State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
    decider: Decider<State, Command, Event>,
    head: Head<State>,
    decided: Event,
    meta: CommandMetadata,
  ): Promise<Appended<State, Event>>;
  /** One event of a stream, or null. */
  event(stream: string, seq: number): Promise<LogRecord | null>;
  /** A stream's raw items after sequence number `after`, unparsed, for verification. */
  items(stream: string, after?: number): AsyncIterable<Item>;
  /** A stream's events in order after sequence number `after`, page by page, with consistent reads. */
  read(stream: string, after?: number): AsyncIterable<LogRecord>;
  /** Every stream's name, once; reads the whole table (rebuild and verification only). */
  streams(): AsyncIterable<string>;
  /** Up to 100 events, in the requested order; missing ones are left out. */
  records(keys: readonly { stream: string; seq: number }[]): Promise<LogRecord[]>;
  /** All events of one contact id, oldest first, by the index `byContact` (eventually consistent). */
  contact(contactId: string): AsyncIterable<LogRecord>;
  /** One day's events of all streams, oldest first within a shard, from the index `byTime` (eventually consistent). */
  day(dayKey: string, after?: string): AsyncIterable<LogRecord>;
};
