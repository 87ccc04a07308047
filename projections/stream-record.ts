import { readEvent, streamSchema } from '../domain/emergency/index.ts';
import {
  ExplainedError,
  isProofKey,
  leafHash,
  proofKeySchema,
  type Sha256,
  type StoredEvent,
} from '../domain/ledger/index.ts';
import * as z from '../domain/zod.ts';

const S = z.object({ S: z.string() });
/** A forged item can have any key: one that no event can have becomes `?` and 0, and is not copied to log and bus. */
const keys = z.object({
  pk: z.object({ S: z.catch(z.union([streamSchema, proofKeySchema]), '?') }),
  sk: z.object({ N: z.catch(z.pipe(z.matching(/^\d{1,15}$/), z.transform(Number)), 0) }),
});

/** At most 40 digits (DynamoDB Streams API, StreamRecord). It is copied to the log and the response, so nothing else is allowed. */
export const sequenceDigits = z.matching(/^\d{1,40}$/, 'not a sequence number');

/** The fields we use of a DynamoDB stream record in a Lambda event. */
const recordSchema = z.object({
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  userIdentity: z.nullish(z.object({ principalId: z.optional(z.string()) })),
  dynamodb: z.object({
    SequenceNumber: sequenceDigits,
    ApproximateCreationDateTime: z.optional(z.number()),
    Keys: keys,
    NewImage: z.optional(z.object({ body: z.optional(S), hash: z.optional(S) })),
  }),
});

/** A record lacks a required part. */
class UnreadableRecord extends ExplainedError {
  readonly code = 'UnreadableRecord';
}

export type Signal =
  | { kind: 'event'; sequenceNumber: string; event: StoredEvent; hash: string }
  /** A leaf or checkpoint: neither projected nor published. */
  | { kind: 'proof'; sequenceNumber: string }
  | { kind: 'tamper'; sequenceNumber: string; stream: string; seq: number; how: How; at: number };
type How = 'MODIFY' | 'REMOVE' | 'FORGED';

/**
 * Reads one record of the log's stream. The table is put-only, so anything but an insert of an intact event under its own
 * key, or of a leaf or checkpoint, is tampering.
 * @throws ZodError when the record is not from our table, UnknownEvent when a newer version wrote it, UnreadableRecord
 * without an image
 */
export const readSignal = (sha256: Sha256, record: unknown): Signal => {
  const { eventName, dynamodb } = recordSchema.parse(record);
  const sequenceNumber = dynamodb.SequenceNumber;
  const at = (dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
  const stream = dynamodb.Keys.pk.S;
  const seq = dynamodb.Keys.sk.N;
  const tamper = (how: How): Signal => ({ kind: 'tamper', sequenceNumber, stream, seq, how, at });
  if (eventName !== 'INSERT') return tamper(eventName);
  if (isProofKey(stream)) return { kind: 'proof', sequenceNumber };
  const { NewImage } = dynamodb;
  if (!NewImage)
    throw new UnreadableRecord(
      `record ${sequenceNumber} has no NewImage: the stream's view type must be NEW_AND_OLD_IMAGES`,
    );
  return intact(sha256, sequenceNumber, NewImage, { stream, seq }) ?? tamper('FORGED');
};

type Image = NonNullable<z.infer<typeof recordSchema>['dynamodb']['NewImage']>;

/** The event of an image, or null when its hash or key does not match. */
const intact = (
  sha256: Sha256,
  sequenceNumber: string,
  { body, hash }: Image,
  key: { stream: string; seq: number },
): Signal | null => {
  if (!body || !hash || leafHash(sha256, body.S) !== hash.S) return null;
  const event = readEvent(body.S);
  if (event.stream !== key.stream || event.seq !== key.seq) return null;
  return { kind: 'event', sequenceNumber, event, hash: hash.S };
};
