import { errorName } from './error-name.ts';
import { type CallNames, rememberFailedCall } from './failed-call.ts';
import type { Log } from './log.ts';

type Next = (args: { input: object }) => Promise<unknown>;
type Client = {
  middlewareStack: {
    add(wrap: (next: Next, context: CallNames) => Next, options: { step: 'initialize'; name: string }): void;
  };
};

/** Errors that an adapter handles as ordinary responses. */
const EXPECTED: ReadonlySet<string> = new Set([
  'ConditionalCheckFailedException',
  'KMSInvalidMacException',
  'PolicyNotFoundException',
]);

/**
 * Makes a client record the call of each of its errors (failed-call.ts).
 * @param log for a client whose adapter turns errors into an outcome, so that nothing else logs them
 */
export const traced = <Traced>(client: Traced & Client, log?: Log): Traced => {
  client.middlewareStack.add(tracing(log), { step: 'initialize', name: 'tracedCall' });
  return client;
};

const tracing = (log?: Log) => (next: Next, context: CallNames) => (args: { input: object }) =>
  next(args).catch((error: unknown) => {
    if (error instanceof Error) rememberFailedCall(error, context, args.input);
    if (!EXPECTED.has(errorName(error))) log?.('error', 'AWS call failed', { error });
    throw error;
  });
