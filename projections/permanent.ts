import { errorName } from '../adapters/error-name.ts';

/**
 * Errors that a retry cannot resolve: the record cannot be read, the log is damaged, or AWS refuses the content (EventBridge
 * PutEvents, "Handling failures with PutEvents"; DynamoDB's ValidationException).
 */
const PERMANENT: ReadonlySet<string> = new Set([
  '$ZodError',
  'UnreadableRecord',
  'UnknownEvent',
  'DamagedLog',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ValidationException',
  'InvalidArgument',
  'MalformedDetail',
  'RedactionFailure',
]);

/** Whether an error or error code is permanent. All others are transient faults of AWS. */
export const isPermanent = (error: unknown): boolean =>
  PERMANENT.has(typeof error === 'string' ? error : errorName(error));
