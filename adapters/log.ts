import { escapedJson } from '../domain/ledger/index.ts';
import { errorFields } from './error-fields.ts';

/** The only fields of a log line. A phone number, PIN, name or entered digits are not among them (ASVS 16.2.5). */
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
  /** Logged as `ErrorFields`: the failed call and its resource; never a service's message, which may quote the request. */
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

/** The allowed fields only, as texts and numbers; TypeScript would accept an object with more. */
const safeFields = (fields: LogFields) =>
  Object.entries(fields)
    .filter(([field, value]) => Object.hasOwn(FIELDS, field) && value !== undefined)
    .map(([field, value]) => [field, typeof value === 'number' ? value : String(value)]);

/** Writes each entry as one line of JSON, with the time of `now` (milliseconds); CloudWatch indexes its fields. */
export const jsonLog =
  (write: (line: string) => void, now: () => number): Log =>
  (level, message, fields = {}) => {
    const error = fields.error === undefined ? {} : { error: errorFields(fields.error) };
    const time = new Date(now()).toISOString();
    const entry = { time, level, message, ...Object.fromEntries(safeFields(fields)), ...error };
    write(`${escapedJson(JSON.stringify(entry))}\n`);
  };
