import type { z } from 'zod';
import { withoutDigits } from '../../domain/emergency/index.ts';
import { ExplainedError } from '../../domain/ledger/index.ts';
import { ClockTooFar } from '../clock.ts';
import { isConnectError } from '../connect/index.ts';

type Status = 400 | 404 | 409 | 500;
export type ApiError = { status: Status; code: string; message: string };

/** A request that cannot be answered as asked. */
export class BadRequest extends ExplainedError {
  readonly code = 'BadRequest';
}

/** Reads what came with a request. @throws BadRequest naming each fault, and nothing that was in it */
export const asked = <Asked>(schema: z.ZodType<Asked>, value: unknown): Asked => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ code, path, message }) => {
    // An unknown key is said back, and a key may be anything.
    const told = code === 'unrecognized_keys' ? withoutDigits(message) : message;
    return `${path.join('.') || 'request'}: ${told}`;
  });
  throw new BadRequest(faults.join('; '));
};

const STATUS: Record<string, Status> = {
  'unknown-call': 404,
  'number-not-in-use': 404,
  'flow-refused': 409,
  'call-ended': 409,
};

/** What the API says of an error: what was wrong, where, and what to do; nothing that was typed, no number. */
export const apiError = (error: unknown): ApiError => {
  if (isConnectError(error))
    return { status: STATUS[error.code] ?? 400, code: error.code, message: error.message };
  if (error instanceof BadRequest || error instanceof ClockTooFar)
    return { status: 400, code: 'bad-request', message: error.message };
  return { status: 500, code: 'internal', message: 'The line could not answer; its log says why.' };
};
