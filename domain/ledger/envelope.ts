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

/** The actor: `admin/<id>` on the phone, an unknown `caller`, an `operator/<principal>`, or a part of the `system`. */
export const actorSchema = z.matching(ACTOR, 'not an actor');

/** The idempotency key within a contact: the same contact id and step are the same command (docs/table.md). */
export const stepSchema = z.matching(STEP, 'not a step');
export const contactIdSchema = z.matching(CONTACT_ID, 'not a contact id');

/** Validated in detail by the event type's own schema. */
const payload = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** The newest version of the envelope. */
export const ENVELOPE = 2;

/** The fields of every event. Its canonical JSON is stored as the body and hashed. */
export const storedEventSchema = z.once(() =>
  z.strictObject({
    v: z.literal([1, 2]),
    stream: streamName,
    seq: z.whole(1),
    id: ulid,
    type: z.string(),
    schema: z.whole(1),
    at: instant,
    /** The writer's own time, in envelope version 2 only: where it was earlier than the event before. See `judgedTime`. */
    judgedAt: z.optional(instant),
    actor: actorSchema,
    contactId: contactIdSchema,
    step: stepSchema,
    data: payload,
    prev: sha256Hex,
  }),
);

/** An event of the log. */
export type StoredEvent = z.infer<ReturnType<typeof storedEventSchema>>;

/**
 * The time in milliseconds by which an event was decided: its writer's own clock. `at` orders a stream and never decreases, so
 * after a writer whose clock was ahead it is that writer's time; expiry, throttles and sessions are judged by this one.
 */
export const judgedTime = ({ at, judgedAt }: Pick<StoredEvent, 'at' | 'judgedAt'>): number =>
  Date.parse(judgedAt ?? at);

/** The metadata that a command passes in: event id, the writer's own time, actor, contact and step. */
export type CommandMetadata = Pick<StoredEvent, 'id' | 'at' | 'actor' | 'contactId' | 'step'>;

/** The fields of an event that the log does not produce itself: the command's metadata and the stream's name. */
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
