import { errorFields } from './error-fields.ts';

/** The only fields a log line may have. A number, a PIN, a name or typed digits are not among them (ASVS 16.2.5). */
export type LogFields = {
  function?: string;
  contactId?: string;
  adminId?: string;
  stream?: string;
  seq?: number;
  sequenceNumber?: string;
  status?: string;
  count?: number;
  milliseconds?: number;
  /** Shown as error-fields.ts says: which call, of what, why; never a service's text, which may quote what it was sent. */
  error?: unknown;
};

export type Log = (level: 'info' | 'warn' | 'error', message: string, fields?: LogFields) => void;

const FIELDS: Record<Exclude<keyof LogFields, 'error'>, true> = {
  function: true,
  contactId: true,
  adminId: true,
  stream: true,
  seq: true,
  sequenceNumber: true,
  status: true,
  count: true,
  milliseconds: true,
};

/** The listed fields only, as texts and numbers: types let a wider object pass, this does not. */
const shown = (fields: LogFields) =>
  Object.entries(fields)
    .filter(([field, value]) => Object.hasOwn(FIELDS, field) && value !== undefined)
    .map(([field, value]) => [field, typeof value === 'number' ? value : String(value)]);

/** One JSON line for each entry, with the time of `now` (milliseconds); CloudWatch indexes its fields. */
export const jsonLog =
  (write: (line: string) => void, now: () => number): Log =>
  (level, message, fields = {}) => {
    const error = fields.error === undefined ? {} : { error: errorFields(fields.error) };
    const time = new Date(now()).toISOString();
    write(`${JSON.stringify({ time, level, message, ...Object.fromEntries(shown(fields)), ...error })}\n`);
  };
