import { withoutDigits } from '../domain/emergency/index.ts';
import { ExplainedError } from '../domain/ledger/index.ts';
import { errorName } from './error-name.ts';
import { failedCall } from './failed-call.ts';
import { sourceFrames } from './source-frames.ts';

/** What a log line says of an error. `message` is one of ours only: a service's may quote what it was sent. */
export type ErrorFields = {
  name: string;
  message?: string;
  /** The AWS call it came from, as `KMS GenerateMac`, and the table, key or other thing that was called for. */
  operation?: string;
  resource?: string;
  /** As AWS answered: HTTP status and the id that AWS Support asks for; how often the SDK tried. */
  httpStatus?: number;
  requestId?: string;
  attempts?: number;
  at?: string[];
  cause?: ErrorFields;
};

/** The longest chain of causes that is followed. */
const DEPTH = 5;

/** The fields of an error and of its causes, free of secrets whatever the error holds. */
export const errorFields = (error: unknown, depth = DEPTH): ErrorFields => {
  if (!(error instanceof Error)) return { name: typeof error };
  const call = failedCall(error);
  const fields = {
    name: errorName(error),
    // A second lock: our messages quote nothing that was typed, and if one did it would be digits.
    message: error instanceof ExplainedError ? withoutDigits(error.message) : undefined,
    operation: call?.operation,
    resource: call?.resource,
    ...answerOf(error),
    at: sourceFrames(call?.stack ?? (error.stack ?? '').replace(error.message, '')),
    cause: error.cause === undefined || depth === 0 ? undefined : errorFields(error.cause, depth - 1),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as ErrorFields;
};

/** Longer than any telephone number. */
const REQUEST_ID = /^[A-Za-z0-9-]{16,80}$/;

const answerOf = (error: Error) => {
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
