import { z } from 'zod';
import { invalid } from './errors.ts';

const required = { error: 'Member must not be null' };
const limit = (most: number) =>
  z
    .int()
    .min(1, 'Member must have value greater than or equal to 1')
    .max(most, `Member must have value less than or equal to ${most}`)
    .default(most);

const ITERATOR_TYPES = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const;

/** The four requests of the Streams API, with the service's own bounds. */
export const listStreams = z.object({
  TableName: z.string().optional(),
  Limit: limit(100),
  ExclusiveStartStreamArn: z.string().optional(),
});
export const describeStream = z.object({
  StreamArn: z.string(required),
  Limit: limit(100),
  ExclusiveStartShardId: z.string().optional(),
});
export const getShardIterator = z.object({
  StreamArn: z.string(required),
  ShardId: z.string(required),
  ShardIteratorType: z.enum(ITERATOR_TYPES, {
    error: `Member must satisfy enum value set: [${ITERATOR_TYPES.join(', ')}]`,
  }),
  SequenceNumber: z
    .string()
    .regex(/^\d{21,40}$/, 'Member must satisfy regular expression pattern: \\d{21,40}')
    .optional(),
});
export const getRecords = z.object({ ShardIterator: z.string(required), Limit: limit(1000) });

/** @throws Refusal: a ValidationException worded as DynamoDB words its own */
export const parse = <Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(request);
  if (success) return data;
  const faults = error.issues.map(
    ({ path, message }) =>
      `Value at '${lowerFirst(path.join('.'))}' failed to satisfy constraint: ${message}`,
  );
  throw invalid(
    `${faults.length} validation error${faults.length > 1 ? 's' : ''} detected: ${faults.join('; ')}`,
  );
};

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);
