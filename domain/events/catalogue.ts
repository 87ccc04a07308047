import { type Body, bodySchema } from '../envelope.ts';
import { parse as byZod, type Parse } from '../parse.ts';
import * as z from '../zod.ts';
import { adminEvents } from './admin.ts';
import { callEvents } from './call.ts';
import { locationEvents } from './location.ts';
import type { Shape } from './shape.ts';
import { upcasters } from './upcasters.ts';

/** Every event the product can write, by kind of stream. */
export const catalogue = { admin: adminEvents, location: locationEvents, call: callEvents } as const;

/** The log has an event this version of the product cannot read: deploy the version that wrote it, or newer. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
}

const shapes = new Map(
  Object.entries(catalogue).map(([kind, events]) => [kind, new Map<string, Shape>(Object.entries(events))]),
);

/** The shape of a type of event in a stream of that kind, or undefined. The stream's name is checked with the body. */
export const shapeOf = (stream: string, type: string): Shape | undefined =>
  shapes.get(stream.slice(0, stream.indexOf('/')))?.get(type);

/**
 * Reads a stored body: parses, brings an old shape up to today's, checks the facts.
 * @throws UnknownEvent when the type or a newer schema is not known; ZodError when the text is not an event.
 */
export const readEvent = (bodyText: string): Body => checkedEvent(JSON.parse(bodyText));

/** The same for a body that is no text yet. */
export const checkedEvent = (value: unknown, parse: Parse = byZod): Body => {
  const body = parse(bodySchema(), value);
  const shape = shapeOf(body.stream, body.type);
  if (!shape) throw new UnknownEvent(`${body.type} is no event of ${body.stream} (event ${body.id})`);
  if (body.schema > shape.schema)
    throw new UnknownEvent(
      `${body.type} schema ${body.schema} is newer than ${shape.schema} (event ${body.id})`,
    );
  let data = body.data;
  for (let from = body.schema; from < shape.schema; from += 1) {
    const upcast = upcasters[body.type]?.[from];
    if (!upcast) throw new UnknownEvent(`${body.type} schema ${from} has no upcaster (event ${body.id})`);
    data = upcast(data);
  }
  return { ...body, schema: shape.schema, data: parse(shape.data(), data) };
};

/** What leaves on the bus of an event's facts: all but the hidden ones. */
export const publishedData = (shape: Shape): z.ZodMiniObject =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape.data().shape).filter(([key]) => !shape.hidden?.includes(key))),
  );
