import { once } from '../zod.ts';
import { DamagedLog } from './damaged-log.ts';
import { type Decided, type Decider, ownEvent } from './decider.ts';
import type { CommandMetadata, StoredEvent } from './envelope.ts';
import type { EventStore, Head } from './event-store.ts';
import { ExplainedError } from './explained-error.ts';
import { findProcessed, type ProcessedCommands } from './processed-commands.ts';
import type { System } from './system.ts';

/** Lost the optimistic-concurrency race three times; nothing was written by this command. */
export class ConcurrencyConflict extends ExplainedError {
  readonly code = 'TryAgain';
}

/** The event, the stream's current state, and whether the event was recorded by an earlier try (`replayed`). */
export type CommandResult<State, Event> = { event: StoredEvent & Event; state: State; replayed: boolean };

/** An event's id and its time in milliseconds. */
export type Stamp = { id: string; at: number };

/** The position of the next event, unless another writer appends first. Encrypted fields are bound to it. */
export type EventPosition = {
  stream: string;
  seq: number;
  /** Takes the event's id and time on the first call. Append whatever must precede this event before that call. */
  stamp(): Stamp;
};

const nextPosition = <State>(
  { newId, now }: System,
  { stream, seq, at: before }: Head<State>,
): EventPosition => ({
  stream,
  seq: seq + 1,
  stamp: once(() => {
    const at = Math.max(now(), before);
    return { id: newId(at), at };
  }),
});

const TRIES = 3;
/** Longest random pause before each retry, in milliseconds; a put takes about 8. */
const PAUSES = [20, 60];

/**
 * Turns one command into exactly one event: reads the head, decides, appends, and retries on a conflict.
 * Idempotent: a processed command (same `contactId` and `step`) returns its recorded event and writes nothing. The head is
 * therefore read once more after the last conflict, because the other writer may have been a retry of this command.
 * @param prepare builds the command from the state (checks secrets, encrypts fields); called once for each try
 * @throws ConcurrencyConflict after three conflicts
 */
export const handleCommand = async <
  State extends { answered: ProcessedCommands },
  Command,
  Event extends Decided,
>(
  { store, system }: { store: EventStore; system: System },
  decider: Decider<State, Command, Event>,
  stream: string,
  metadata: Omit<CommandMetadata, 'id' | 'at'>,
  prepare: (head: Head<State>, position: EventPosition) => Promise<NoInfer<Command>> | NoInfer<Command>,
): Promise<CommandResult<State, Event>> => {
  for (let attempt = 0; ; attempt += 1) {
    const head = await store.head(decider, stream);
    const before = findProcessed(head.state.answered, metadata);
    if (before !== null) return replay(store, decider, head, before);
    if (attempt === TRIES) throw tryAgain(stream, metadata);
    const position = nextPosition(system, head);
    const command = await prepare(head, position);
    const { id, at } = position.stamp();
    const meta = { ...metadata, id, at: new Date(at).toISOString() };
    const result = await store.append(decider, head, decider.decide(head.state, command), meta);
    if (result.kind === 'appended') return { event: result.event, state: result.head.state, replayed: false };
    if (attempt < PAUSES.length) await system.pause(PAUSES[attempt] ?? 0);
  }
};

const tryAgain = (stream: string, { step }: Omit<CommandMetadata, 'id' | 'at'>) =>
  new ConcurrencyConflict(
    `conflict: other writers appended to ${stream} ${TRIES} times during step ${step}; nothing was written, try again`,
  );

const replay = async <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  store: EventStore,
  decider: Decider<State, Command, Event>,
  { stream, state }: Head<State>,
  seq: number,
): Promise<CommandResult<State, Event>> => {
  const record = await store.event(stream, seq);
  if (!record)
    throw new DamagedLog(
      `${stream} has no event ${seq}, although its state refers to it; run: emergency verify`,
    );
  return { event: ownEvent(decider, record.event), state, replayed: true };
};
