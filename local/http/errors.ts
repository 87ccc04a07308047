import type { z } from 'zod';
import { withoutDigits } from '../../domain/emergency/index.ts';
import { ExplainedError } from '../../domain/ledger/index.ts';
import { ClockTooFar } from '../clock.ts';
import { isConnectError } from '../connect/index.ts';

type Status = 400 | 404 | 409 | 415 | 500;
export type ApiError = { status: Status; code: string; message: string };

/** The body of an error's response. */
export const failure = (code: string, message: string) => ({ error: { code, message } });

/** The body's content type is not JSON. A web page can send any other type without the permission of CORS. */
export class NotJson extends ExplainedError {
  readonly code = 'NotJson';
}

/** The request is invalid. */
export class BadRequest extends ExplainedError {
  readonly code = 'BadRequest';
}

/** Parses a request. @throws BadRequest naming each problem without quoting the input */
export const parseRequest = <Request>(schema: z.ZodType<Request>, value: unknown): Request => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ code, path, message }) => {
    // The message for an unknown key quotes the key, which may hold a number.
    const safe = code === 'unrecognized_keys' ? withoutDigits(message) : message;
    return `${path.join('.') || 'request'}: ${safe}`;
  });
  throw new BadRequest(problems.join('; '));
};

const STATUS: Record<string, Status> = {
  'unknown-call': 404,
  'number-not-in-use': 404,
  'flow-refused': 409,
  'call-ended': 409,
};

/** Maps an error to the API's response, without typed digits or phone numbers. */
export const apiError = (error: unknown): ApiError => {
  if (isConnectError(error))
    return { status: STATUS[error.code] ?? 400, code: error.code, message: error.message };
  if (error instanceof BadRequest || error instanceof ClockTooFar)
    return { status: 400, code: 'bad-request', message: error.message };
  if (error instanceof NotJson)
    return { status: 415, code: 'unsupported-media-type', message: error.message };
  return { status: 500, code: 'internal', message: 'Unexpected error; see the log for its cause.' };
};
