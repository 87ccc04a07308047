import {
  parse as byZod,
  type EventDefinition,
  type Outcome,
  type Parse,
  type StoredEvent,
  storedEventSchema,
  UnknownEvent,
} from '../ledger/index.ts';
import * as z from '../zod.ts';
import { adminEvents } from './admin/events.ts';
import { callEvents } from './call/events.ts';
import { locationEvents } from './location/events.ts';
import type { StreamKind } from './streams.ts';

/** Every event the product can write, by kind of stream. */
export const catalogue = {
  admin: adminEvents,
  location: locationEvents,
  call: callEvents,
} as const satisfies Record<StreamKind, Readonly<Record<string, EventDefinition>>>;

/** All of them, in the order of the catalogue. */
export const eventDefinitions = (): EventDefinition[] =>
  Object.values(catalogue).flatMap((events) => Object.values<EventDefinition>(events));

const byKindAndName = new Map(
  Object.entries(catalogue).flatMap(([kind, events]) =>
    Object.values<EventDefinition>(events).map((definition) => [`${kind}/${definition.name}`, definition]),
  ),
);

type Named = Pick<StoredEvent, 'stream' | 'type' | 'id'>;

/**
 * The definition of an event. The stream's name is checked with the body.
 * @throws UnknownEvent when streams of that kind have no such event
 */
export const definitionOf = ({ stream, type, id }: Named): EventDefinition => {
  const found = byKindAndName.get(`${stream.slice(0, stream.indexOf('/'))}/${type}`);
  if (!found) throw new UnknownEvent(`${type} is no event of ${stream} (event ${id})`);
  return found;
};

export const outcomeOf = (event: Named): Outcome => definitionOf(event).outcome;

/**
 * Reads a stored body: parses, upcasts an old version, checks the payload.
 * @throws UnknownEvent when the type or a newer version is not known; ZodError when the text is not an event.
 */
export const readEvent = (bodyText: string): StoredEvent => checkedEvent(JSON.parse(bodyText));

/** The same for a body that is parsed already. */
export const checkedEvent = (value: unknown, parse: Parse = byZod): StoredEvent => {
  const body = parse(storedEventSchema(), value);
  const { name, version, upcast, payload } = definitionOf(body);
  if (body.schema > version)
    throw new UnknownEvent(`${name} schema ${body.schema} is newer than ${version} (event ${body.id})`);
  let { data } = body;
  for (let old = body.schema; old < version; old += 1) {
    const next = upcast[old];
    if (!next) throw new UnknownEvent(`${name} schema ${old} has no upcaster (event ${body.id})`);
    data = next(data);
  }
  return { ...body, schema: version, data: parse(payload(), data) };
};

/** What is published on the bus of an event's payload: all but the private fields. */
export const publishedData = ({ payload, privateFields }: EventDefinition): z.ZodMiniObject =>
  z.strictObject(
    Object.fromEntries(Object.entries(payload().shape).filter(([key]) => !privateFields.includes(key))),
  );
