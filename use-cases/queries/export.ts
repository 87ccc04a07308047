import { describeEvent, ERASED, eventOutcome } from '../../domain/emergency/index.ts';
import { escaped, escapedJson, type LogRecord, type StoredEvent } from '../../domain/ledger/index.ts';

/** How to display the administrators of exported events. */
export type DisplayOptions = {
  /** Erased administrators, who are not named. */
  erased: ReadonlySet<string>;
  /** Returns an administrator's unmasked number at a time; only for an unmasked export. */
  numberOf?: (adminId: string, at: number) => Promise<string | null>;
};

export const HEADER = [
  'time (UTC)',
  'event',
  'type',
  'outcome',
  'what happened',
  'actor',
  'location',
  'administrator',
  'number',
  'contact',
  'id',
  'hash',
] as const;

type Data = Partial<Record<'locationId' | 'center' | 'adminId' | 'maskedNumber', string | null>> & {
  by?: { adminId?: string; maskedNumber?: string } | null;
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

/** An event as a CSV row (RFC 4180), safe from formula injection. */
export const csvRow = async ({ event, hash }: LogRecord, display: DisplayOptions): Promise<string> => {
  const { locationId, center } = event.data as Data;
  const { id, number } = await administratorOf(event, display);
  return csvLine([
    event.at,
    `${event.stream}#${event.seq}`,
    event.type,
    eventOutcome(event),
    describeEvent(event, display.erased),
    event.actor,
    text(locationId ?? center),
    id,
    number,
    event.contactId,
    event.id,
    hash,
  ]);
};

/** Spreadsheets read these as formulas (OWASP, CSV injection); an apostrophe makes the cell a text. */
const FORMULA = /^[=+\-@]/;

export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(escaped)
    .map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
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
