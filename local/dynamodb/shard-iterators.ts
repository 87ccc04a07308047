import type { z } from 'zod';
import { expiredIterator, invalid, trimmed } from './errors.ts';
import type { getShardIterator } from './stream-requests.ts';
import type { Stream } from './streams.ts';

/** "A shard iterator expires 15 minutes after it is returned": API reference of GetShardIterator. */
const LIFETIME_MS = 15 * 60_000;

/** Before the oldest record, whichever that is when the iterator is used. */
const HORIZON = -1;

/** An iterator is a place in a stream: everything after the record of that number. It holds all it needs, as the service's do. */
export const shardIterator = (arn: string, after: number, now: number): string =>
  `${arn}|1|${Buffer.from(`${after} ${now}`).toString('base64')}`;

/** @throws Refusal when the text is no iterator, or too old a one */
export const readIterator = (text: string, now: number): { arn: string; after: number } => {
  const [arn = '', , place = ''] = text.split('|');
  const [, after, since] = /^(-?\d+) (\d+)$/.exec(Buffer.from(place, 'base64').toString()) ?? [];
  if (after === undefined) throw invalid('Invalid ShardIterator');
  if (now - Number(since) > LIFETIME_MS) throw expiredIterator();
  return { arn, after: Number(after) };
};

/** Where GetShardIterator points. @throws Refusal when the sequence number is missing, out of place or trimmed away */
export const startingPosition = (
  stream: Stream,
  { ShardIteratorType: type, SequenceNumber: number }: z.output<typeof getShardIterator>,
): number => {
  const needsNumber = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
  if (needsNumber !== (number !== undefined))
    throw invalid(
      `One or more parameter values were invalid: ${type} goes ${needsNumber ? 'with' : 'without'} a SequenceNumber`,
    );
  if (type === 'TRIM_HORIZON') return HORIZON;
  if (type === 'LATEST') return stream.next - 1;
  if (Number(number) < 1) throw invalid('Invalid SequenceNumber for the shard');
  return firstUntrimmed(stream, Number(number) - (type === 'AT_SEQUENCE_NUMBER' ? 1 : 0));
};

/** The place itself when all that follows it is still there. @throws Refusal when some of it was trimmed away */
export const firstUntrimmed = ({ row }: Stream, after: number): number => {
  if (after === HORIZON) return row.trimmed;
  if (after < row.trimmed) throw trimmed();
  return after;
};
