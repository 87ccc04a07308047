import type { Command } from 'commander';
import { timeIn } from '../domain/config/local-time.ts';
import { createStores } from '../handlers/composition/projector.ts';
import { type Access, accessAt } from '../use-cases/queries/access.ts';
import { pastTime } from './as-of.ts';
import { onLine } from './connection.ts';
import { shownZone, zoneOption } from './event-filter.ts';
import { counted, print, sayCsv, UserError } from './output.ts';
import { table } from './table.ts';

type Options = { at?: string; zone?: string; csv?: boolean; json?: boolean };

const COLUMNS: [string, (access: Access) => string | null | undefined][] = [
  ['administrator', ({ adminId }) => adminId],
  ['number', ({ maskedNumber }) => maskedNumber],
  ['status', ({ status }) => status],
  ['locations', ({ locations }) => locations.map((id) => (id === '*' ? 'all' : id)).join(' ')],
  ['locations since', ({ locationsGiven }) => locationsGiven?.at],
  ['locations given by', ({ locationsGiven }) => locationsGiven?.by],
  ['enrolled', ({ enrolled }) => enrolled?.at],
  ['enrolled by', ({ enrolled }) => enrolled?.by],
  ['factor', ({ factor }) => factor],
  ['stopped factors', ({ stopped }) => stopped.join(' ')],
  ['last used', ({ lastUsed }) => lastUsed],
  ['ended', ({ ended }) => ended?.at],
  ['ended by', ({ ended }) => ended?.by],
  ['reason', ({ ended }) => ended?.reason],
];

/** What fits a terminal: one line for what an administrator may do, as `admin list`. */
const SHOWN = ['administrator', 'status', 'locations', 'enrolled', 'enrolled by', 'factor', 'last used'];
const NEEDS_ATTENTION = ['stopped factors', 'ended', 'reason'];

const cellsOf = (names: readonly string[], rows: readonly Access[]): string[][] => {
  const columns = COLUMNS.filter(([name]) => names.includes(name));
  return rows.map((row) => columns.map(([, cell]) => cell(row) || '-'));
};

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

const text = (rows: readonly Access[], at: number, timeZone: string): string => {
  const extra = NEEDS_ATTENTION.filter((name) => cellsOf([name], rows).some(([cell]) => cell !== '-'));
  const names = COLUMNS.map(([name]) => name).filter((name) => [...SHOWN, ...extra].includes(name));
  const enrolled = rows.filter(({ status }) => status === 'enrolled').length;
  const local = (cell: string) => (INSTANT.test(cell) ? timeIn(Date.parse(cell), timeZone, 'minute') : cell);
  return [
    `Access on ${timeIn(at, timeZone, 'minute')}, from the log: ${counted(enrolled, 'administrator')} enrolled, ${rows.length - enrolled} without access any more.`,
    table([names.map((name) => name.toUpperCase()), ...cellsOf(names, rows).map((row) => row.map(local))]),
  ].join('\n');
};

const access = ({ at: time, zone, csv, json }: Options) =>
  onLine(async ({ ctx }) => {
    if (csv && json) throw new UserError('--csv and --json exclude each other');
    const timeZone = shownZone(zone);
    const now = ctx.system.now();
    const at = time === undefined ? now : pastTime(time, now, timeZone);
    const rows = await accessAt(createStores(ctx).store, at);
    if (!csv)
      return print(json, { at: new Date(at).toISOString(), access: rows }, () => text(rows, at, timeZone));
    sayCsv([COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row) ?? ''))]);
  });

/** `emergency access`: the access review. */
export const accessCommand = (program: Command): void => {
  program
    .command('access')
    .description('list who may change which locations, since when and by whom, from the log (access review)')
    .option('--at <time>', 'the access at an earlier time, such as yesterday or 2026-09-30 (default: now)')
    .addOption(zoneOption())
    .option('--csv', 'print CSV, which spreadsheets open')
    .action(access);
};
