import { z } from 'zod';
import { type Config, isTimeZone } from '../../domain/config/config.ts';
import { streamSchema } from '../../domain/emergency/index.ts';
import { invisibleFault, OUTCOMES } from '../../domain/ledger/index.ts';
import { findLocation } from '../../use-cases/get-status.ts';
import { machineZone, timeOf } from './times.ts';

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

/** A filter's value; an export records it. */
const filter = z
  .string()
  .max(100)
  .refine((text) => invisibleFault(text) === null, 'must not contain characters that cannot be seen')
  .optional();

const LIMIT = 'must be a whole number from 1 to 1000';

const rawQuery = z.strictObject({
  stream: z.optional(streamSchema),
  type: filter,
  location: filter,
  admin: filter,
  contact: filter,
  outcome: z
    .string()
    .toLowerCase()
    .pipe(z.enum(OUTCOMES, `must be one of ${OUTCOMES.join(', ')}`))
    .optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  zone: z.string().refine(isTimeZone, 'not a time zone of the IANA database, such as Asia/Manila').optional(),
  limit: z.coerce.number(LIMIT).int(LIMIT).min(1, LIMIT).max(1000, LIMIT).default(100),
  cursor: z
    .string()
    .regex(/^(log|stream|contact)-\d{1,15}(-[0-9A-Z]{26})?$/, 'not a cursor of this API')
    .optional(),
});

/** `after`: how many events of the bus, from the first on, to leave out; the `next` of an earlier response. */
export const busQuery = z.strictObject({ after: z.coerce.number().int().min(0).default(0) });

type RawQuery = z.output<typeof rawQuery>;

/** The zone of a location that a query is about; undefined when it is about none of the configuration. */
const zoneOfLocation = (config: Config, { location, stream }: RawQuery): string | undefined =>
  findLocation(config, location ?? stream?.replace(/^location\//, '') ?? null)?.timeZone;

/** A query for events. Its times, in milliseconds, are in its `zone`, else that of its location, else that of this machine. */
export const eventsQuery = (config: Config, now: number) =>
  rawQuery.transform((query, ctx) => {
    const { zone: timeZone = zoneOfLocation(config, query) ?? machineZone(), from, to, ...rest } = query;
    const read = (path: 'from' | 'to', text: string | undefined): number | undefined => {
      const at = text === undefined ? undefined : timeOf(text, { now, timeZone }, path === 'to');
      if (typeof at !== 'string') return at;
      ctx.addIssue({ code: 'custom', path: [path], message: at });
      return z.NEVER;
    };
    return { ...rest, from: read('from', from), to: read('to', to) };
  });
export type EventsQuery = z.output<ReturnType<typeof eventsQuery>>;
