import { z } from 'zod';
import type { Body } from './envelope.ts';
import { actorSchema, contactIdSchema, instant, sha256Hex, ulid } from './envelope.ts';
import { catalogue, publishedData, shapeOf } from './events/catalogue.ts';
import type { Shape } from './events/shape.ts';
import { streamSchema } from './stream.ts';

/** `Source` of everything the line puts on the bus. */
export const SOURCE = 'contact-centre.emergency';

const envelope = {
  id: ulid.describe('the event; deliveries may repeat, so drop an id you have seen'),
  stream: streamSchema,
  seq: z.int().min(1).describe('dense within the stream; order by it, the bus keeps no order'),
  at: instant,
  type: z.string(),
  schema: z.int().min(1),
  actor: actorSchema,
  contactId: contactIdSchema.describe('the same for all that happened in one call'),
  hash: sha256Hex.describe('SHA-256 of the event in the log'),
};

const detailOf = (type: string, shape: Shape) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type),
    schema: z.literal(shape.schema),
    data: publishedData(shape),
  });

/**
 * `MODIFY`, `REMOVE`: an event was overwritten or deleted; `FORGED`: an item was put whose hash or place is not its own.
 * `stream` is `?`, `seq` 0 where the item's key is none that an event can have.
 */
export const tamperDetail = z.strictObject({
  stream: z.string(),
  seq: z.int(),
  how: z.enum(['MODIFY', 'REMOVE', 'FORGED']),
  at: instant,
});

/** The schema of every `detail` that leaves on the bus, by detail type. */
export const publishedSchemas: Record<string, z.ZodType> = {
  ...Object.fromEntries(
    Object.values(catalogue).flatMap((shapes) =>
      Object.entries(shapes as Record<string, Shape>).map(
        ([type, shape]) => [type, detailOf(type, shape)] as const,
      ),
    ),
  ),
  TamperDetected: tamperDetail,
};

/** An event as other teams get it: nothing sealed, no tag of a PIN or a number, no number but a masked one. */
export const publishedDetail = (event: Body, hash: string): Record<string, unknown> => {
  const { id, stream, seq, at, type, schema, actor, contactId, data } = event;
  const hidden = shapeOf(stream, type)?.hidden ?? [];
  const shown = Object.fromEntries(Object.entries(data).filter(([key]) => !hidden.includes(key)));
  return { id, stream, seq, at, type, schema, actor, contactId, hash, data: shown };
};
