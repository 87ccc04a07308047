import { z } from 'zod';
import { type Body, bodySchema } from '../envelope.ts';
import { parseStream } from '../stream.ts';
import { adminEvents } from './admin.ts';
import { callEvents } from './call.ts';
import { locationEvents } from './location.ts';
import type { Shape } from './shape.ts';

/** Every event the product can write, by kind of stream. */
export const catalogue = { admin: adminEvents, location: locationEvents, call: callEvents } as const;

/** Old shapes made into the next: `{ EmergencySet: { 1: data1 => data2 } }`. Pure, applied in turn when an old event is read. */
type Upcasters = Record<string, Record<number, (data: Record<string, unknown>) => Record<string, unknown>>>;
const upcasters: Upcasters = {};

/** The log has an event this version of the product cannot read: deploy the version that wrote it, or newer. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
}

export const shapeOf = (stream: string, type: string): Shape | undefined => {
  const shapes: Record<string, Shape> = catalogue[parseStream(stream).kind];
  return Object.hasOwn(shapes, type) ? shapes[type] : undefined;
};

/**
 * Reads a stored body: parses, brings an old shape up to today's, checks the facts.
 * @throws UnknownEvent when the type or a newer schema is not known; ZodError when the text is not an event.
 */
export const readEvent = (bodyText: string): Body => eventOf(bodySchema.parse(JSON.parse(bodyText)));

/** The same of a body that is parsed already. */
export const eventOf = (body: Body): Body => {
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
  return { ...body, schema: shape.schema, data: shape.data.parse(data) };
};

/** What leaves on the bus of an event's facts: all but the hidden ones. */
export const publishedData = (shape: Shape): z.ZodObject =>
  z.strictObject(
    Object.fromEntries(Object.entries(shape.data.shape).filter(([key]) => !shape.hidden?.includes(key))),
  );
