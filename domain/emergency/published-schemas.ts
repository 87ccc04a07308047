import {
  actorSchema,
  contactIdSchema,
  type EventDefinition,
  instant,
  sha256Hex,
  ulid,
} from '../ledger/index.ts';
import * as z from '../zod.ts';
import { eventDefinitions, publishedData } from './events.ts';
import { streamSchema } from './streams.ts';

const notice = z.described(z.string(), 'one plain sentence about the event, for mail and text messages');

const envelope = {
  id: z.described(ulid, 'id of the event; delivery is at least once, so ignore an id already processed'),
  stream: streamSchema,
  seq: z.described(
    z.whole(1),
    'sequence number, dense within the stream; order by it, since the bus does not keep the order',
  ),
  at: instant,
  type: z.string(),
  schema: z.whole(1),
  actor: actorSchema,
  contactId: z.described(contactIdSchema, 'the same for all events of one call'),
  hash: z.described(sha256Hex, 'SHA-256 of the event in the log'),
  notice,
  replay: z.described(
    z.optional(ulid),
    'only on an event that an operator put on the bus again: id of the event EventsRepublished that records it',
  ),
};

const detailOf = (definition: EventDefinition) =>
  z.strictObject({
    ...envelope,
    type: z.literal(definition.name),
    schema: z.literal(definition.version),
    data: publishedData(definition),
  });

/**
 * `MODIFY`, `REMOVE`: an event was overwritten or deleted; `FORGED`: an item was put whose key or hash does not match its
 * body. `stream` is `?` and `seq` 0 when the item's key cannot be an event's.
 */
const tamperDetail = z.strictObject({
  stream: z.string(),
  seq: z.int(),
  how: z.enum(['MODIFY', 'REMOVE', 'FORGED']),
  at: instant,
  notice,
});

/** The schema of every `detail` on the bus, by detail type. */
export const publishedSchemas: Record<string, z.ZodMiniType> = {
  ...Object.fromEntries(eventDefinitions().map((definition) => [definition.name, detailOf(definition)])),
  TamperDetected: tamperDetail,
};
