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
/** Who forges an item chooses its key: one that no event can have is told as `?` and 0, not repeated to log and bus. */
const keys = z.object({
  pk: z.object({ S: z.catch(z.union([streamSchema, proofKeySchema]), '?') }),
  sk: z.object({
    N: z.catch(z.pipe(z.matching(/^\d{1,15}$/), z.transform(Number)), 0),
  }),
});

/** Digits, 40 at most (DynamoDB Streams API, StreamRecord): it goes to the log and into the answer, so nothing else may stand there. */
export const sequenceDigits = z.matching(/^\d{1,40}$/, 'not a sequence number');

/** The part of a DynamoDB stream record that we use, as Lambda hands it over. */
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

/** A record lacks what it must have. */
class UnreadableRecord extends ExplainedError {
  readonly code = 'UnreadableRecord';
}

export type Signal =
  | { kind: 'event'; sequenceNumber: string; event: StoredEvent; hash: string }
  /** The Merkle log's own record: neither projected nor published. */
  | { kind: 'proof'; sequenceNumber: string }
  | {
      kind: 'tamper';
      sequenceNumber: string;
      stream: string;
      seq: number;
      how: 'MODIFY' | 'REMOVE' | 'FORGED';
      at: number;
    };

/**
 * Reads one record of the log's stream. Anything but an insert of an intact event at its own place, or of the proof's
 * own records, is tampering: the table is put-only.
 * @throws ZodError when the record is none of ours, UnknownEvent when a newer version wrote it, UnreadableRecord without an image
 */
export const readSignal = (sha256: Sha256, record: unknown): Signal => {
  const { eventName, dynamodb } = recordSchema.parse(record);
  const sequenceNumber = dynamodb.SequenceNumber;
  const at = (dynamodb.ApproximateCreationDateTime ?? 0) * 1000;
  const stream = dynamodb.Keys.pk.S;
  const seq = dynamodb.Keys.sk.N;
  const tamper = (how: 'MODIFY' | 'REMOVE' | 'FORGED'): Signal => ({
    kind: 'tamper',
    sequenceNumber,
    stream,
    seq,
    how,
    at,
  });
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

/** The event of an image, or null when its hash or key is not its own. */
const intact = (
  sha256: Sha256,
  sequenceNumber: string,
  { body, hash }: Image,
  place: { stream: string; seq: number },
): Signal | null => {
  if (!body || !hash || leafHash(sha256, body.S) !== hash.S) return null;
  const event = readEvent(body.S);
  if (event.stream !== place.stream || event.seq !== place.seq) return null;
  return { kind: 'event', sequenceNumber, event, hash: hash.S };
};
