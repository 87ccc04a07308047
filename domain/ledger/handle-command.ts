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

/** An event's id, and the time in milliseconds by which it is decided: this writer's own. */
export type Stamp = { id: string; at: number };

/** The position of the next event, unless another writer appends first. Encrypted fields are bound to it. */
export type EventPosition = {
  stream: string;
  seq: number;
  /** Takes the event's id and time on the first call. Append whatever must precede this event before that call. */
  stamp(): Stamp;
  /** Whether another command used the idempotency key: this one will be refused. */
  isReused: boolean;
};

/** The metadata of a command. `request`: what it requests, as `Decider.requestOf` gives it for the command's event. */
export type HandledCommand = Omit<CommandMetadata, 'id' | 'at'> & { request: string };

const nextPosition = <State>(
  { newId, now }: System,
  { stream, seq, at: before }: Head<State>,
  isReused: boolean,
): EventPosition => ({
  stream,
  seq: seq + 1,
  isReused,
  stamp: once(() => {
    const at = now();
    // Ids sort like the times that the stream shows.
    return { id: newId(Math.max(at, before)), at };
  }),
});

const TRIES = 3;
/** Longest random pause before each retry, in milliseconds; a put takes about 8. */
const PAUSES = [20, 60];

type Prepare<State, Command> = (
  head: Head<State>,
  position: EventPosition,
) => Promise<NoInfer<Command>> | NoInfer<Command>;

/**
 * Turns one command into exactly one event: reads the head, decides, appends, and retries on a conflict.
 * Idempotent: a processed command (same `contactId`, `step` and request) returns its recorded event and writes nothing; another
 * command under the same key is refused, by an event. The head is therefore read once more after the last conflict, because the
 * other writer may have been a retry of this command.
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
  { request, ...metadata }: HandledCommand,
  prepare: Prepare<State, Command>,
): Promise<CommandResult<State, Event>> => {
  const append = async (head: Head<State>, isReused: boolean) => {
    const position = nextPosition(system, head, isReused);
    const command = await prepare(head, position);
    const { id, at } = position.stamp();
    const decided = (isReused ? decider.refuseReused : decider.decide)(head.state, command);
    return store.append(decider, head, decided, { ...metadata, id, at: new Date(at).toISOString() });
  };
  for (let attempt = 0; ; attempt += 1) {
    const head = await store.head(decider, stream);
    const before = findProcessed(head.state.answered, { ...metadata, request });
    if (typeof before === 'number') return replay(store, decider, head, before);
    if (attempt === TRIES) throw tryAgain(stream, metadata);
    const result = await append(head, before === 'another-command');
    if (result.kind === 'appended') return { event: result.event, state: result.head.state, replayed: false };
    if (attempt < PAUSES.length) await system.pause(PAUSES[attempt] ?? 0);
  }
};

const tryAgain = (stream: string, { step }: Pick<CommandMetadata, 'step'>) =>
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
