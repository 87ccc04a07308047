import { describeEvent, ERASED, eventOutcome } from '../../domain/emergency/index.ts';
import type { LogRecord, StoredEvent } from '../../domain/ledger/index.ts';

/** What stands beside an event in an export. */
export type Shown = {
  /** Administrators who were erased, who are not named. */
  erased: ReadonlySet<string>;
  /** The number in the clear of the administrator an event speaks of, when it was asked for. */
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

type Facts = Partial<Record<'locationId' | 'center' | 'adminId' | 'maskedNumber', string | null>> & {
  by?: { adminId?: string; maskedNumber?: string } | null;
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Of whom the event speaks, and by which number. */
const personOf = async ({ data, at }: StoredEvent, { erased, numberOf }: Shown) => {
  const { adminId, maskedNumber, by } = data as Facts;
  const id = text(adminId ?? by?.adminId);
  if (erased.has(id)) return { id: ERASED, number: '' };
  const clear = id === '' ? null : ((await numberOf?.(id, Date.parse(at))) ?? null);
  return { id, number: clear ?? text(maskedNumber ?? by?.maskedNumber) };
};

/** An event as a row for people: RFC 4180, and no cell that a spreadsheet takes for a formula. */
export const csvRow = async ({ event, hash }: LogRecord, shown: Shown): Promise<string> => {
  const { locationId, center } = event.data as Facts;
  const { id, number } = await personOf(event, shown);
  return csvLine([
    event.at,
    `${event.stream}#${event.seq}`,
    event.type,
    eventOutcome(event),
    describeEvent(event, shown.erased),
    event.actor,
    text(locationId ?? center),
    id,
    number,
    event.contactId,
    event.id,
    hash,
  ]);
};

/** Excel and others begin a formula at these (OWASP, CSV injection); an apostrophe makes the cell a text. */
const FORMULA = /^[=+\-@\t\r]/;

export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',')}\r\n`;

/** An event as a line for machines: its canonical body as it was hashed, and its hash. */
export const jsonLine = async ({ event, body, hash }: LogRecord, shown: Shown): Promise<string> => {
  const { number } = shown.numberOf ? await personOf(event, shown) : { number: '' };
  const clear = number === '' ? '' : `"number":${JSON.stringify(number)},`;
  return `{"hash":"${hash}",${clear}"body":${body}}\n`;
};
