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

/** The event, whether it stood there before, and the stream's state as it now is. */
export type CommandResult<State, Event> = { event: StoredEvent & Event; state: State; replayed: boolean };

/** An event's id and its time in milliseconds. */
export type Stamp = { id: string; at: number };

/** Where the event of a command goes in the log unless another is faster: encrypted fields are bound to it. */
export type EventPosition = {
  stream: string;
  seq: number;
  /** Takes id and time, once: what has to be in the log before this event is to be appended before the first call. */
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
/** The longest pause before the first, second … new try, in milliseconds; a put takes about 8. */
const PAUSES = [20, 60];

/**
 * Answers one command with exactly one event: reads the head, decides, appends; when another was faster, again.
 * A command answered before (`contactId`, `step`) gives its recorded event, and nothing is written. So it looks once more
 * after the last conflict: the one that was faster may have been its own repeat.
 * @param prepare makes the command from the state (checks secrets, seals texts); called once for each try
 * @throws TryAgain after three conflicts
 */
export const handleCommand = async <
  State extends { answered: ProcessedCommands },
  Command,
  Event extends Decided,
>(
  { store, system }: { store: EventStore; system: System },
  decider: Decider<State, Command, Event>,
  stream: string,
  who: Omit<CommandMetadata, 'id' | 'at'>,
  prepare: (head: Head<State>, place: EventPosition) => Promise<NoInfer<Command>> | NoInfer<Command>,
): Promise<CommandResult<State, Event>> => {
  for (let attempt = 0; ; attempt += 1) {
    const head = await store.head(decider, stream);
    const before = findProcessed(head.state.answered, who);
    if (before !== null) return replay(store, decider, head, before);
    if (attempt === TRIES) throw tryAgain(stream, who);
    const place = nextPosition(system, head);
    const command = await prepare(head, place);
    const { id, at } = place.stamp();
    const meta = { ...who, id, at: new Date(at).toISOString() };
    const result = await store.append(decider, head, decider.decide(head.state, command), meta);
    if (result.kind === 'appended') return { event: result.event, state: result.head.state, replayed: false };
    if (attempt < PAUSES.length) await system.pause(PAUSES[attempt] ?? 0);
  }
};

const tryAgain = (stream: string, { step }: Omit<CommandMetadata, 'id' | 'at'>) =>
  new ConcurrencyConflict(
    `${stream} was changed by others ${TRIES} times while step ${step} was decided; nothing was written`,
  );

const replay = async <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  store: EventStore,
  decider: Decider<State, Command, Event>,
  { stream, state }: Head<State>,
  seq: number,
): Promise<CommandResult<State, Event>> => {
  const record = await store.event(stream, seq);
  if (!record)
    throw new DamagedLog(`${stream} has no event ${seq}, which its own state names; run: emergency verify`);
  return { event: ownEvent(decider, record.event), state, replayed: true };
};
