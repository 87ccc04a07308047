import { errorName } from '../adapters/error-name.ts';

/**
 * What the same record meets however often it is tried: it cannot be read, what it is about is damaged, or AWS refuses it
 * for what it says (EventBridge PutEvents, "Handling failures with PutEvents"; DynamoDB's ValidationException).
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

/** Whether an error, or an error code, would come again; all others are AWS's faults, which pass. */
export const isPermanent = (error: unknown): boolean =>
  PERMANENT.has(typeof error === 'string' ? error : errorName(error));
