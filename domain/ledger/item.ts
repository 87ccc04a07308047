import { canonical } from './canonical-json.ts';
import { genesis, leafHash, type Sha256 } from './chain.ts';
import { type Decided, type Decider, ownEvent } from './decider.ts';
import { type CommandMetadata, metaSchema, type StoredEvent } from './envelope.ts';
import { UnknownEvent } from './event-definition.ts';
import type { Head, Item } from './event-store.ts';
import type { ProcessedCommands } from './processed-commands.ts';
import { dayKey } from './stream.ts';

/** The log's origin, which every chain is bound to, and its hash function. */
export type LogIdentity = { origin: string; sha256: Sha256 };

/** The head of an empty stream. */
export const emptyHead = <State>(log: LogIdentity, stream: string, initial: State): Head<State> => ({
  stream,
  seq: 0,
  hash: genesis(log.sha256, log.origin, stream),
  at: 0,
  state: initial,
});

export type IndexAttributes = Pick<Item, 'pk' | 'sk' | 'id' | 'type' | 'at' | 'contactId' | 'day'>;

/**
 * The attributes that an item repeats from its body, for keys and indexes.
 * @param day the key of the index `byTime`, when already known: the day of the writer's own time, since the stream's may be ahead
 */
export const indexAttributes = (
  { stream, seq, id, type, at, judgedAt = at, contactId }: StoredEvent,
  day: string = dayKey(stream, judgedAt),
): IndexAttributes => ({ pk: stream, sk: seq, id, type, at, contactId, day });

/**
 * Creates the item of a stream's next event. Payload and metadata are validated, so that nothing unreadable enters the log.
 * Times never decrease within a stream: an event of a writer whose clock is behind carries its own time as `judgedAt`.
 * @throws ZodError when the payload or the metadata is invalid
 */
export const createItem = <State extends { answered: ProcessedCommands }, Command, Event extends Decided>(
  log: LogIdentity,
  decider: Decider<State, Command, Event>,
  head: Head<State>,
  decided: Event,
  meta: CommandMetadata,
): { item: Item; event: StoredEvent & Event; head: Head<State> } => {
  const type: Event['type'] = decided.type;
  if (!head.stream.startsWith(`${decider.kind}/`) || !Object.hasOwn(decider.events, type))
    throw new UnknownEvent(`${type} is not an event type of ${head.stream}`);
  const { version: schema, payload } = decider.events[type];
  const isLate = Date.parse(meta.at) < head.at;
  const at = isLate ? new Date(head.at).toISOString() : meta.at;
  const time = isLate ? ({ v: 2, judgedAt: meta.at } as const) : ({ v: 1 } as const);
  const { stream, hash: prev } = head;
  const seq = head.seq + 1;
  const { id, actor, contactId, step } = meta;
  const { data } = decided;
  const written = { actor, at, contactId, data, id, prev, schema, seq, step, stream, type, ...time };
  const body = canonical(written);
  // Unknown metadata is refused, not dropped silently.
  metaSchema().parse({ ...meta, at, stream });
  const event = ownEvent(decider, { ...written, data: payload().parse(data) });
  const hash = leafHash(log.sha256, body);
  const state = decider.evolve(head.state, event);
  const { stateVersion } = decider;
  const item = { ...indexAttributes(event), body, hash, state: canonical(state), stateVersion };
  return { item, event, head: { stream, seq, hash, at: Date.parse(at), state } };
};
