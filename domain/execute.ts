import { type Answered, answeredAt } from './answered.ts';
import type { Decided, Decider } from './decider.ts';
import type { Body, Meta } from './envelope.ts';
import type { EventStore, Head } from './event-store.ts';
import { ExplainedError } from './explained-error.ts';
import type { System } from './ports.ts';

/** Another was faster three times in a row; nothing was written by this command. */
export class TryAgain extends ExplainedError {
  override name = 'TryAgain';
}

/** The event, whether it stood there before, and the stream's state as it now is. */
export type Executed<State, Event> = { event: Body & Event; state: State; replayed: boolean };

/**
 * Where a command stands in the log should it win: sealed texts are bound to this place. Its id and time are taken when
 * they are first asked for, so that what has to be in the log before it is dated before it, too.
 */
export type Place = { stream: string; seq: number; readonly id: string; readonly at: number };

const nextPlace = <State>({ newId, now }: System, { stream, seq, at: before }: Head<State>): Place => {
  let taken: { id: string; at: number } | undefined;
  const take = () => {
    if (!taken) {
      const at = Math.max(now(), before);
      taken = { id: newId(at), at };
    }
    return taken;
  };
  return {
    stream,
    seq: seq + 1,
    get id() {
      return take().id;
    },
    get at() {
      return take().at;
    },
  };
};

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
export const execute = async <State extends { answered: Answered }, Command, Event extends Decided>(
  { store, system }: { store: EventStore; system: System },
  decider: Decider<State, Command, Event>,
  stream: string,
  who: Omit<Meta, 'id' | 'at'>,
  prepare: (head: Head<State>, place: Place) => Promise<NoInfer<Command>> | NoInfer<Command>,
): Promise<Executed<State, Event>> => {
  for (let attempt = 0; ; attempt += 1) {
    const head = await store.head(decider, stream);
    const before = answeredAt(head.state.answered, who);
    if (before !== null) return replay(store, head, before);
    if (attempt === TRIES) throw tryAgain(stream, who);
    const place = nextPlace(system, head);
    const command = await prepare(head, place);
    const meta = { ...who, id: place.id, at: new Date(place.at).toISOString() };
    const result = await store.append(decider, head, decider.decide(head.state, command), meta);
    if (result.kind === 'appended')
      return { event: result.event as Body & Event, state: result.head.state, replayed: false };
    if (attempt < PAUSES.length) await system.pause(PAUSES[attempt] ?? 0);
  }
};

const tryAgain = (stream: string, { step }: Omit<Meta, 'id' | 'at'>) =>
  new TryAgain(
    `${stream} was changed by others ${TRIES} times while step ${step} was decided; nothing was written`,
  );

const replay = async <State, Event>(
  store: EventStore,
  { stream, state }: Head<State>,
  seq: number,
): Promise<Executed<State, Event>> => {
  const record = await store.event(stream, seq);
  if (!record)
    throw new ExplainedError(
      `${stream} has no event ${seq}, which its own state names; run: emergency verify`,
    );
  return { event: record.event as Body & Event, state, replayed: true };
};
