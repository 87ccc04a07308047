import * as z from '../zod.ts';
import { streamName } from './stream.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const ACTOR = /^(caller|(admin|operator|system)\/[A-Za-z0-9][A-Za-z0-9_@.:/+=,-]{0,199})$/;
const STEP = /^[A-Za-z0-9][A-Za-z0-9_:.-]{0,99}$/;
const CONTACT_ID = /^[A-Za-z0-9][A-Za-z0-9_:-]{0,79}$/;

export const instant = z.matching(INSTANT, 'not an ISO instant with milliseconds');
export const ulid = z.matching(ULID, 'not a ULID');
export const sha256Hex = z.matching(/^[0-9a-f]{64}$/, 'not a SHA-256 in hex');

/** Who did it: `admin/<id>` on the phone, a `caller` nobody knows, an `operator/<principal>`, a part of the `system`. */
export const actorSchema = z.matching(ACTOR, 'not an actor');

/** With the contact id, the key of idempotency: the same pair is the same command (docs/table.md). */
export const stepSchema = z.matching(STEP, 'not a step');
export const contactIdSchema = z.matching(CONTACT_ID, 'not a contact id');

/** Each type of event has a schema of its own for them, which looks closer. */
const facts = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'not facts by name',
);

/** What every event says besides its own `data`; the canonical JSON of this is what is stored, hashed and believed. */
export const storedEventSchema = z.once(() =>
  z.strictObject({
    v: z.literal(1),
    stream: streamName,
    seq: z.whole(1),
    id: ulid,
    type: z.string(),
    schema: z.whole(1),
    at: instant,
    actor: actorSchema,
    contactId: contactIdSchema,
    step: stepSchema,
    data: facts,
    prev: sha256Hex,
  }),
);

/** A written event, as the log has it. */
export type StoredEvent = z.infer<ReturnType<typeof storedEventSchema>>;

/** What a command brings from outside: when, under which id, by whom, on which contact, at which step. */
export type CommandMetadata = Pick<StoredEvent, 'id' | 'at' | 'actor' | 'contactId' | 'step'>;

/** Checks what of a body is not made by the log itself: `Meta`, and the stream's name. */
export const metaSchema = z.once(() =>
  z.strictObject({
    stream: streamName,
    id: ulid,
    at: instant,
    actor: actorSchema,
    contactId: contactIdSchema,
    step: stepSchema,
  }),
);
