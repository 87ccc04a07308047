import { z } from 'zod';
import { invalid } from './errors.ts';

const required = { error: 'Member must not be null' };
const limit = (maximum: number) =>
  z
    .int()
    .min(1, 'Member must have value greater than or equal to 1')
    .max(maximum, `Member must have value less than or equal to ${maximum}`)
    .default(maximum);

const ITERATOR_TYPES = ['TRIM_HORIZON', 'LATEST', 'AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const;

/** The four requests of the Streams API, with the service's limits. */
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

/** Parses a request. @throws ServiceError, a ValidationException worded as DynamoDB's */
export const parse = <Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(request);
  if (success) return data;
  const problems = error.issues.map(
    ({ path, message }) =>
      `Value at '${lowerFirst(path.join('.'))}' failed to satisfy constraint: ${message}`,
  );
  throw invalid(
    `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected: ${problems.join('; ')}`,
  );
};

const lowerFirst = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1);
