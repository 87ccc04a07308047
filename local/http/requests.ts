import { z } from 'zod';
import { streamSchema } from '../../domain/emergency/index.ts';
import { invisibleFault, OUTCOMES } from '../../domain/ledger/index.ts';

/** A phone that can receive texts. */
export const phone = z.strictObject({
  number: z.string().regex(/^\+[1-9][0-9]{6,14}$/, 'not an E.164 number, + and 7 to 15 digits'),
});
const number = z.string().max(40);
export const dialBody = z.strictObject({
  from: number.describe('E.164, or anonymous'),
  to: number,
});
export const keysBody = z.strictObject({
  digits: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[0-9*#]+$/, 'keys are 0-9, * and #'),
});
export const clockBody = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(10 * 365 * 86_400),
});

const INSTANT = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** False for a day or hour that no calendar has, such as 31 February or 24:00, which Date.parse moves to a later one. */
const isInCalendar = (text: string): boolean => {
  const [, local = ''] = INSTANT.exec(text) ?? [];
  const parsed = Date.parse(`${local}Z`);
  return new Date(parsed || 0).toISOString().startsWith(local) && !Number.isNaN(Date.parse(text));
};

/** Parses a time with its zone to milliseconds since 1970. */
export const time = z
  .string()
  .regex(INSTANT, { error: 'not a time with a zone, such as 2026-11-22T14:07:00+08:00', abort: true })
  .refine(isInCalendar, 'not a day and time that exist; hours go from 00 to 23')
  .transform((text) => Date.parse(text));

/** A filter's value; an export records it. */
const filter = z
  .string()
  .max(100)
  .refine((text) => invisibleFault(text) === null, 'must not contain characters that cannot be seen')
  .optional();

export const eventsQuery = z.strictObject({
  stream: z.optional(streamSchema),
  type: filter,
  location: filter,
  admin: filter,
  contact: filter,
  outcome: z.enum(OUTCOMES).optional(),
  from: time.optional(),
  to: time.optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z
    .string()
    .regex(/^(log|stream|contact)-\d{1,15}(-[0-9A-Z]{26})?$/, 'not a cursor of this API')
    .optional(),
});

/** `after`: how many events of the bus, from the first on, to leave out; the `next` of an earlier response. */
export const busQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });
