import { leafHash, type Sha256 } from '../domain/chain.ts';
import type { Body } from '../domain/envelope.ts';
import { readEvent } from '../domain/events/catalogue.ts';
import { streamSchema } from '../domain/stream.ts';
import * as z from '../domain/zod.ts';

const S = z.object({ S: z.string() });
/** Who forges an item chooses its key: one that no event can have is told as `?` and 0, not repeated to log and bus. */
const keys = z.object({
  pk: z.object({ S: z.catch(streamSchema, '?') }),
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
    NewImage: z.optional(z.object({ body: S, hash: S })),
  }),
});

export type Signal =
  | { kind: 'event'; sequenceNumber: string; event: Body; hash: string }
  | {
      kind: 'tamper';
      sequenceNumber: string;
      stream: string;
      seq: number;
      how: 'MODIFY' | 'REMOVE' | 'FORGED';
      at: number;
    };

/**
 * Reads one record of the log's stream. Anything but an insert of an intact event at its own place is tampering: the log
 * is put-only.
 * @throws ZodError when the record is none of ours, UnknownEvent when a newer version wrote it
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
  if (!dynamodb.NewImage)
    throw new Error(
      `record ${sequenceNumber} has no NewImage: the stream's view type must be NEW_AND_OLD_IMAGES`,
    );
  const { body, hash } = dynamodb.NewImage;
  if (leafHash(sha256, body.S) !== hash.S) return tamper('FORGED');
  const event = readEvent(body.S);
  if (event.stream !== stream || event.seq !== seq) return tamper('FORGED');
  return { kind: 'event', sequenceNumber, event, hash: hash.S };
};
