import { withoutDigits } from '../domain/emergency/index.ts';
import { ExplainedError } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';
import { failedCall } from './failed-call.ts';
import { sourceFrames } from './source-frames.ts';

/** An error in a log line. `message` only for our own errors: a service's message may quote the request. */
export type ErrorFields = {
  name: string;
  message?: string;
  /** The failed AWS call, such as `KMS GenerateMac`, and its table, key or other resource. */
  operation?: string;
  resource?: string;
  /** From AWS's response: HTTP status, the request id for AWS Support, and the SDK's number of attempts. */
  httpStatus?: number;
  requestId?: string;
  attempts?: number;
  at?: string[];
  cause?: ErrorFields;
};

/** The maximum number of causes that are followed. */
const MAX_DEPTH = 5;

/** The fields of an error and its causes, without secrets whatever the error contains. */
export const errorFields = (error: unknown, depth = MAX_DEPTH): ErrorFields => {
  if (!(error instanceof Error)) return { name: typeof error };
  const call = failedCall(error);
  const fields = {
    name: errorName(error),
    // Defense in depth: our messages never quote entered digits.
    message: error instanceof ExplainedError ? withoutDigits(error.message) : undefined,
    operation: call?.operation,
    resource: call?.resource,
    ...responseOf(error),
    at: sourceFrames(call?.stack ?? (error.stack ?? '').replace(error.message, '')),
    cause: error.cause === undefined || depth === 0 ? undefined : errorFields(error.cause, depth - 1),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ErrorFields;
};

/** Longer than any telephone number. */
const REQUEST_ID = /^[A-Za-z0-9-]{16,80}$/;

const responseOf = (error: Error) => {
  const metadata = (error as { $metadata?: Record<string, unknown> }).$metadata ?? {};
  const { httpStatusCode, requestId, attempts } = metadata;
  return {
    httpStatus: within(httpStatusCode, 599),
    requestId: typeof requestId === 'string' && REQUEST_ID.test(requestId) ? requestId : undefined,
    attempts: within(attempts, 100),
  };
};

const within = (value: unknown, most: number): number | undefined =>
  typeof value === 'number' && value > 0 && value <= most ? value : undefined;
