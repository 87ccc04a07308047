import { z } from 'zod';
import { isConnectError } from '../connect/errors.ts';

type Status = 400 | 404 | 409 | 413 | 500;
export type ApiError = { status: Status; code: string; message: string };

/** A request that cannot be answered as asked. */
export class BadRequest extends Error {
  override name = 'BadRequest';
}

const STATUS: Record<string, Status> = { 'unknown-call': 404, 'number-not-in-use': 404, 'call-ended': 409 };

/** What the API says of an error: what was wrong, where, and what to do; nothing that was typed, no number. */
export const apiError = (error: unknown): ApiError => {
  if (isConnectError(error))
    return { status: STATUS[error.code] ?? 400, code: error.code, message: error.message };
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    return { status: 400, code: 'bad-request', message: faults.join('; ') };
  }
  if (error instanceof BadRequest) return { status: 400, code: 'bad-request', message: error.message };
  return { status: 500, code: 'internal', message: 'The line could not answer; its log says why.' };
};
