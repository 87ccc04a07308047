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

const notice = z.described(z.string(), 'what happened, in a sentence for people');

const envelope = {
  id: z.described(ulid, 'the event; deliveries may repeat, so drop an id you have seen'),
  stream: streamSchema,
  seq: z.described(z.whole(1), 'dense within the stream; order by it, the bus keeps no order'),
  at: instant,
  type: z.string(),
  schema: z.whole(1),
  actor: actorSchema,
  contactId: z.described(contactIdSchema, 'the same for all that happened in one call'),
  hash: z.described(sha256Hex, 'SHA-256 of the event in the log'),
  notice,
};

const detailOf = (definition: EventDefinition) =>
  z.strictObject({
    ...envelope,
    type: z.literal(definition.name),
    schema: z.literal(definition.version),
    data: publishedData(definition),
  });

/**
 * `MODIFY`, `REMOVE`: an event was overwritten or deleted; `FORGED`: an item was put whose hash or place is not its own.
 * `stream` is `?`, `seq` 0 where the item's key is none that an event can have.
 */
const tamperDetail = z.strictObject({
  stream: z.string(),
  seq: z.int(),
  how: z.enum(['MODIFY', 'REMOVE', 'FORGED']),
  at: instant,
  notice,
});

/** The schema of every `detail` that leaves on the bus, by detail type. */
export const publishedSchemas: Record<string, z.ZodMiniType> = {
  ...Object.fromEntries(eventDefinitions().map((definition) => [definition.name, detailOf(definition)])),
  TamperDetected: tamperDetail,
};
