import type { Config } from '../domain/config/config.ts';
import { ADMIN_ID, type DirectoryRow } from '../domain/emergency/index.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { type FileEntry, readAdmins } from './admin-file.ts';
import { listOf, MAX_NAME } from './admin-options.ts';
import { adminRows } from './admin-row-view.ts';
import { type Connection, onLine } from './connection.ts';
import { type Interruption, interruptible } from './interruption.ts';
import type { Operate } from './operate.ts';
import { textOf } from './operator-action.ts';
import { counted, print, UserError } from './output.ts';
import { phoneReport } from './phone-report.ts';
import { parseTyped } from './typed-number.ts';

/** An administrator to enroll or to change; `number` is null for the one that the directory has. */
type Wanted = {
  adminId: string;
  name: string;
  number: string | null;
  locations: string[] | null;
  language: string | null;
};
type Done = { outcome: 'enrolled' | 'changed' | 'unchanged' | 'failed'; lines: string[] };

/** @throws UserError when the id, or a location or language, is unknown */
const requireKnown = ({ locations, languages }: Config, { adminId, ...wanted }: Omit<Wanted, 'number'>) => {
  if (!ADMIN_ID.test(adminId))
    throw new UserError('adminId: an administrator id has at most 40 letters, digits, - and _');
  const ids = ['*', ...locations.map(({ id }) => id)];
  const unknown = wanted.locations?.filter((id) => !ids.includes(id)) ?? [];
  if (unknown.length > 0)
    throw new UserError(
      `locations: unknown ${unknown.join(', ')}; use ${ids.slice(1).join(', ')}, or * for all`,
    );
  const codes = languages.map(({ code }) => code);
  if (wanted.language !== null && !codes.includes(wanted.language))
    throw new UserError(`language: must be one of ${codes.join(', ')}`);
};

/** A masked number stands for the one that the administrator has; a spreadsheet drops the + of a number. */
const numberOf = (text: string, { defaultCountry }: Config, row: DirectoryRow | undefined): string | null => {
  if (text.includes('*')) {
    if (row?.number !== undefined && row.maskedNumber === text) return null;
    throw new UserError('number: is masked, and not that of this administrator; list with --unmask');
  }
  try {
    return parseTyped(text, text.startsWith('+') ? undefined : defaultCountry).reveal();
  } catch (error) {
    throw error instanceof UserError ? new UserError(`number: ${error.message}`) : error;
  }
};

const wantedOf = ({ fields }: FileEntry, config: Config, row: DirectoryRow | undefined): Wanted => {
  const { adminId = '', name = '', number = '', locations = '', language = '' } = fields;
  const entry = {
    adminId,
    name: textOf('name', name, MAX_NAME),
    locations: locations === '' ? null : listOf(locations.replace(/[;\s]+/g, ',')),
    language: language || null,
  };
  requireKnown(config, entry);
  return { ...entry, number: numberOf(number, config, row) };
};

const repeated = (entries: readonly FileEntry[], field: string): FileEntry[] => {
  const seen = new Set<string>();
  return entries.filter(({ fields }) => {
    const value = fields[field] ?? '';
    if (seen.has(value)) return !value.includes('*');
    seen.add(value);
    return false;
  });
};

/** What the file wants. @throws UserError with every fault and its line */
const checked = (entries: readonly FileEntry[], config: Config, rows: ReadonlyMap<string, DirectoryRow>) => {
  const faults = ['adminId', 'number'].flatMap((field) =>
    repeated(entries, field).map(({ place }) => `${place}: ${field}: is in the file twice`),
  );
  const wanted: Wanted[] = [];
  for (const entry of entries) {
    try {
      wanted.push(wantedOf(entry, config, rows.get(entry.fields.adminId ?? '')));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      faults.push(`${entry.place}: ${error.message}`);
    }
  }
  if (faults.length === 0) return wanted;
  throw new UserError(
    ['nobody was imported; correct the file:', ...faults.map((one) => `  ${one}`)].join('\n'),
  );
};

const sameList = (a: readonly string[], b: readonly string[]) =>
  [...a].sort().join() === [...b].sort().join();

/** The fields that differ from the directory's. */
const differences = ({ name, number, locations, language }: Wanted, row: DirectoryRow) => ({
  ...(name === row.name ? {} : { name }),
  ...(number === null || number === row.number ? {} : { number }),
  ...(locations === null || sameList(locations, row.locations) ? {} : { locations }),
  ...(language === null || language === row.language ? {} : { language }),
});

const importOne = async (operate: Operate, wanted: Wanted, row: DirectoryRow | undefined): Promise<Done> => {
  const { adminId } = wanted;
  const isEnrolled = row?.number !== undefined;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== null));
  const fields = isEnrolled ? { adminId, ...differences(wanted, row) } : given;
  if (isEnrolled && Object.keys(fields).length === 1) return { outcome: 'unchanged', lines: [] };
  try {
    const done = await operate(isEnrolled ? 'admin/change' : 'admin/enroll', fields);
    const lines = phoneReport(adminId, done).warnings.map((one) => `${adminId}: ${one}`);
    return { outcome: isEnrolled ? 'changed' : 'enrolled', lines };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { outcome: 'failed', lines: [`FAILED ${adminId}: ${error.message}`] };
  }
};

/** Revoked and erased administrators, which a list has too, are passed over. */
const isWanted = ({ fields }: FileEntry) => !/^(no|false)$/i.test(fields.enrolled ?? '');

type Counts = Record<Done['outcome'], number>;

const countsText = ({ enrolled, changed, unchanged, failed }: Counts): string =>
  `${enrolled} enrolled, ${changed} changed, ${unchanged} unchanged, ${failed} failed`;

const importFile = async (
  file: string,
  { ctx, operate }: Connection,
  counts: Counts,
  { check }: Interruption,
) => {
  const rows = new Map((await adminRows(createStores(ctx).directory)).map((row) => [row.adminId, row]));
  const entries = readAdmins(file).filter(isWanted);
  const lines: string[] = [];
  for (const wanted of checked(entries, ctx.config, rows)) {
    check();
    const done = await importOne(operate, wanted, rows.get(wanted.adminId));
    counts[done.outcome] += 1;
    lines.push(...done.lines);
  }
  return { entries, lines };
};

/** `emergency admin import`: enrolls and changes the administrators of a file, after all of it was checked; repeating it is harmless. */
export const importAdmins = (file: string, { json }: { json?: boolean }) => {
  const counts: Counts = { enrolled: 0, changed: 0, unchanged: 0, failed: 0 };
  const state = () => `${countsText(counts)}; run the command again for the others, which is harmless`;
  return interruptible(state, (interruption) =>
    onLine(async (connection) => {
      const { entries, lines } = await importFile(file, connection, counts, interruption);
      if (counts.failed > 0) process.exitCode = 1;
      const isSame = counts.unchanged === entries.length;
      print(json, { ...counts, messages: lines }, () =>
        [
          ...lines,
          `${isSame ? 'Nothing was changed: ' : ''}${counted(entries.length, 'administrator')}: ${countsText(counts)}.`,
        ].join('\n'),
      );
    }),
  );
};
