import type { z } from 'zod';
import { expiredIterator, invalid, trimmed } from './errors.ts';
import type { getShardIterator } from './stream-requests.ts';
import type { Stream } from './streams.ts';

/** "A shard iterator expires 15 minutes after it is returned": API reference of GetShardIterator. */
const LIFETIME_MS = 15 * 60_000;

/** The position before the oldest record at the time the iterator is used. */
const HORIZON = -1;

/** Encodes a position: the records after number `after`. The iterator is self-contained, as the service's are. */
export const shardIterator = (arn: string, after: number, now: number): string =>
  `${arn}|1|${Buffer.from(`${after} ${now}`).toString('base64')}`;

/** @throws ServiceError when the iterator is invalid or expired */
export const readIterator = (text: string, now: number): { arn: string; after: number } => {
  const [arn = '', , position = ''] = text.split('|');
  const [, after, since] = /^(-?\d+) (\d+)$/.exec(Buffer.from(position, 'base64').toString()) ?? [];
  if (after === undefined) throw invalid('Invalid ShardIterator');
  if (now - Number(since) > LIFETIME_MS) throw expiredIterator();
  return { arn, after: Number(after) };
};

/** The position for GetShardIterator. @throws ServiceError when the sequence number is missing, not allowed or trimmed */
export const startingPosition = (
  stream: Stream,
  { ShardIteratorType: type, SequenceNumber: number }: z.output<typeof getShardIterator>,
): number => {
  const needsNumber = type === 'AT_SEQUENCE_NUMBER' || type === 'AFTER_SEQUENCE_NUMBER';
  if (needsNumber !== (number !== undefined))
    throw invalid(
      `One or more parameter values were invalid: ${type} ${needsNumber ? 'requires' : 'does not allow'} a SequenceNumber`,
    );
  if (type === 'TRIM_HORIZON') return HORIZON;
  if (type === 'LATEST') return stream.next - 1;
  if (Number(number) < 1) throw invalid('Invalid SequenceNumber for the shard');
  return firstUntrimmed(stream, Number(number) - (type === 'AT_SEQUENCE_NUMBER' ? 1 : 0));
};

/** Resolves a position. @throws ServiceError when records after it were trimmed */
export const firstUntrimmed = ({ row }: Stream, after: number): number => {
  if (after === HORIZON) return row.trimmed;
  if (after < row.trimmed) throw trimmed();
  return after;
};
