import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { errorName } from '../adapters/error-name.ts';
import { UserError } from './output.ts';

/** An administrator as a line of a file says, all of it unchecked. `place`: where in the file. */
export type FileEntry = { place: string; fields: Record<string, string> };

/** The columns of a file, which are the fields of `admin list --json`. */
export const COLUMNS = ['adminId', 'name', 'number', 'phone', 'locations', 'language', 'enrolled'] as const;
const KNOWN = new Map(COLUMNS.map((name) => [name.toLowerCase(), name]));
const REQUIRED = ['adminId', 'name', 'number'] as const;

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UserError(`${file} cannot be read (${errorName(error)})`);
  }
};

const column = (name: string): string => {
  const known = KNOWN.get(name.trim().toLowerCase());
  if (known) return known;
  throw new UserError(
    `the column ${JSON.stringify(name)} is unknown; the columns are ${COLUMNS.join(', ')}, of which ${REQUIRED.join(', ')} are required`,
  );
};

/** Without the apostrophe by which our CSV keeps a spreadsheet from reading a number as a formula. */
const unprotected = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).map(([name, text]) => [name, text.replace(/^'(?=[=+\-@])/, '')]));

const fromCsv = (file: string, text: string): FileEntry[] => {
  try {
    const rows: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
      columns: (names: string[]) => names.map(column),
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    return rows.map(({ record, info }) => ({ place: `line ${info.lines}`, fields: unprotected(record) }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UserError(
      `${file} is not a CSV file: line ${error.lines ?? '?'} has another number of columns than the first, or an open quotation mark`,
    );
  }
};

const cell = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(String).join(',');
  return value === null || value === undefined ? '' : String(value);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fromJson = (file: string, text: string): FileEntry[] => {
  const wrong = new UserError(
    `${file} is not what emergency admin list --json prints: {"admins": [{"adminId", "name", "number", …}]}`,
  );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw wrong;
  }
  const admins = isObject(json) ? json.admins : json;
  if (!Array.isArray(admins) || !admins.every(isObject)) throw wrong;
  return admins.map((admin, index) => ({
    place: `entry ${index + 1}`,
    fields: Object.fromEntries(Object.entries(admin).map(([name, value]) => [column(name), cell(value)])),
  }));
};

/** Reads a file of administrators, CSV or JSON. @throws UserError for another form, or without a required column */
export const readAdmins = (file: string): FileEntry[] => {
  const text = textOf(file);
  const entries = extname(file).toLowerCase() === '.json' ? fromJson(file, text) : fromCsv(file, text);
  const missing = REQUIRED.filter((name) => !entries.every(({ fields }) => name in fields));
  if (entries.length === 0) throw new UserError(`${file} lists no administrator`);
  if (missing.length > 0) throw new UserError(`${file} has no column ${missing.join(', ')}`);
  return entries;
};
