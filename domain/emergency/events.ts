import {
  parse as byZod,
  ENVELOPE,
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

/** Every event definition, by kind of stream. */
export const catalogue = {
  admin: adminEvents,
  location: locationEvents,
  call: callEvents,
} as const satisfies Record<StreamKind, Readonly<Record<string, EventDefinition>>>;

/** Every event definition, in the order of the catalogue. */
export const eventDefinitions = (): EventDefinition[] =>
  Object.values(catalogue).flatMap((events) => Object.values<EventDefinition>(events));

const byKind = new Map(
  Object.entries(catalogue).map(([kind, events]) => [
    kind,
    new Map<string, EventDefinition>(Object.entries<EventDefinition>(events)),
  ]),
);

type Named = Pick<StoredEvent, 'stream' | 'type' | 'id'>;

/**
 * Finds the definition of an event.
 * @throws UnknownEvent when streams of that kind have no such event
 */
export const definitionOf = ({ stream, type, id }: Named): EventDefinition => {
  const events = byKind.get(stream.slice(0, stream.indexOf('/')));
  if (!events) throw new UnknownEvent(`unknown stream kind: ${stream} (event ${id})`);
  const found = events.get(type);
  if (!found)
    throw new UnknownEvent(
      `unknown event type ${type} in ${stream} (event ${id}); deploy the version that wrote it, or a newer one`,
    );
  return found;
};

export const eventOutcome = (event: Named): Outcome => definitionOf(event).outcome;

/**
 * Reads a stored event: parses the text, upcasts an older version, checks the payload.
 * @throws UnknownEvent for an unknown type or a newer version; ZodError when the text is not an event
 */
export const readEvent = (bodyText: string): StoredEvent => checkedEvent(JSON.parse(bodyText));

/** A newer envelope is no damage: its version is read before its other fields, which may be unknown here. */
const refuseNewerEnvelope = (value: unknown): void => {
  const { v, id } = (value ?? {}) as { v?: unknown; id?: unknown };
  if (typeof v === 'number' && v > ENVELOPE)
    throw new UnknownEvent(
      `envelope ${v} is newer than this version's ${ENVELOPE} (event ${id}); deploy the version that wrote it, or a newer one`,
    );
};

/** The same for an event that is already parsed as JSON. */
export const checkedEvent = (value: unknown, parse: Parse = byZod): StoredEvent => {
  refuseNewerEnvelope(value);
  const body = parse(storedEventSchema(), value);
  const { name, version, upcast, payload } = definitionOf(body);
  if (body.schema > version)
    throw new UnknownEvent(
      `${name} schema ${body.schema} is newer than this version's ${version} (event ${body.id}); deploy the version that wrote it, or a newer one`,
    );
  let { data } = body;
  for (let old = body.schema; old < version; old += 1) {
    const next = upcast[old];
    if (!next) throw new UnknownEvent(`${name} schema ${old} has no upcaster (event ${body.id})`);
    data = next(data);
  }
  return { ...body, schema: version, data: parse(payload(), data) };
};

/** The schema of an event's payload on the bus: all fields but the private ones. */
export const publishedData = ({ payload, privateFields }: EventDefinition): z.ZodMiniObject =>
  z.strictObject(
    Object.fromEntries(Object.entries(payload().shape).filter(([key]) => !privateFields.includes(key))),
  );
