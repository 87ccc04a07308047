import { wallTime } from '../../domain/config/local-time.ts';
import { describeEvent, displayedEvent, ERASED, eventOutcome } from '../../domain/emergency/index.ts';
import { escaped, escapedJson, type LogRecord, type StoredEvent } from '../../domain/ledger/index.ts';

/** How to display the administrators of exported events. */
export type DisplayOptions = {
  /** Erased administrators, who are not named. */
  erased: ReadonlySet<string>;
  /** Returns an administrator's unmasked number at a time; only for an unmasked export. */
  numberOf?: (adminId: string, at: number) => Promise<string | null>;
  /** The time zone of a location; of an event without one that of the reader. */
  zoneOf: (locationId: string) => string;
};

/** Byte-order mark: without it, Excel reads UTF-8 in the machine's code page. */
export const BOM = '\uFEFF';

export const HEADER = [
  'time (UTC)',
  'local time',
  'time zone',
  'event',
  'type',
  'outcome',
  'what happened',
  'actor',
  'location',
  'administrator',
  'number',
  'words callers heard',
  'reason',
  'break-glass',
  'contact',
  'id',
  'hash',
] as const;

type Data = Partial<
  Record<'locationId' | 'center' | 'adminId' | 'maskedNumber' | 'reason' | 'basis', string | null>
> & {
  by?: { adminId?: string; maskedNumber?: string } | null;
  messages?: Record<string, string>;
  breakGlass?: { principal: string; reason: string } | null;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The administrator of an event, and the number. */
const administratorOf = async ({ data, at }: StoredEvent, { erased, numberOf }: DisplayOptions) => {
  const { adminId, maskedNumber, by } = data as Data;
  const id = text(adminId ?? by?.adminId);
  if (erased.has(id)) return { id: ERASED, number: '' };
  const clear = id === '' ? null : await numberOf?.(id, Date.parse(at));
  return { id, number: clear ?? text(maskedNumber ?? by?.maskedNumber) };
};

/** The date and time on the clocks of a zone, such as `2026-11-22 15:06:47`, which a spreadsheet reads as such. */
const localTime = (at: string, timeZone: string): string =>
  new Date(wallTime(Date.parse(at), timeZone)).toISOString().slice(0, 19).replace('T', ' ');

/** The words that callers heard from the event on, in every language. */
const wordsOf = ({ messages = {} }: Data): string =>
  Object.entries(messages)
    .map(([code, words]) => `${code}: ${words}`)
    .join(' | ');

/** Why: an operator's own words, or the reason of a refusal. */
const reasonOf = ({ breakGlass, reason, basis }: Data): string => text(breakGlass?.reason ?? reason ?? basis);

/** An event as a CSV row (RFC 4180), safe from formula injection. */
export const csvRow = async ({ event, hash }: LogRecord, display: DisplayOptions): Promise<string> => {
  const data = event.data as Data;
  const location = text(data.locationId ?? data.center);
  const timeZone = display.zoneOf(location);
  const { id, number } = await administratorOf(event, display);
  const { stream, actor } = displayedEvent(event, display.erased);
  return csvLine([
    event.at,
    localTime(event.at, timeZone),
    timeZone,
    `${stream}#${event.seq}`,
    event.type,
    eventOutcome(event),
    describeEvent(event, display.erased),
    actor,
    location,
    id,
    number,
    wordsOf(data),
    reasonOf(data),
    data.breakGlass ? 'yes' : 'no',
    event.contactId,
    event.id,
    hash,
  ]);
};

/** Spreadsheets read these as formulas (OWASP, CSV injection), also in full width; an apostrophe makes the cell a text. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
/** These are none: a dash, a number, a phone number or a masked one. */
const PLAIN = /^[+-]?(\d+(\.\d+)?(\*{2,}\d*)?)?$/;

/** A row of CSV. Semicolons are quoted, too: where a comma is the decimal mark, Excel separates at them. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(escaped)
    .map((cell) => (FORMULA.test(cell) && !PLAIN.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;

/**
 * An event as a JSON line: its body and the hash of its canonical form. Invisible characters of old events are escaped, which
 * JSON allows and canonical JSON does not.
 */
export const jsonLine = async (
  { event, body, hash }: LogRecord,
  display: DisplayOptions,
): Promise<string> => {
  const { number } = display.numberOf ? await administratorOf(event, display) : { number: '' };
  const clear = number === '' ? '' : `"number":${JSON.stringify(number)},`;
  return `{"hash":"${hash}",${clear}"body":${escapedJson(body)}}\n`;
};
