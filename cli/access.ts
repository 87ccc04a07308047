import type { Command } from 'commander';
import { createStores } from '../handlers/composition/projector.ts';
import { type Access, accessAt } from '../use-cases/queries/access.ts';
import { instantOf } from './as-of.ts';
import { onLine } from './connection.ts';
import { counted, print, sayCsv, table, UserError } from './output.ts';

type Options = { at?: string; csv?: boolean; json?: boolean };

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

const text = (rows: readonly Access[], at: number): string => {
  const extra = NEEDS_ATTENTION.filter((name) => cellsOf([name], rows).some(([cell]) => cell !== '-'));
  const names = COLUMNS.map(([name]) => name).filter((name) => [...SHOWN, ...extra].includes(name));
  const enrolled = rows.filter(({ status }) => status === 'enrolled').length;
  return [
    `Access on ${new Date(at).toISOString()}, from the log: ${counted(enrolled, 'administrator')} enrolled, ${rows.length - enrolled} without access any more.`,
    table([names.map((name) => name.toUpperCase()), ...cellsOf(names, rows)]),
  ].join('\n');
};

const access = ({ at: time, csv, json }: Options) =>
  onLine(async ({ ctx }) => {
    if (csv && json) throw new UserError('--csv and --json exclude each other');
    const at = time === undefined ? ctx.system.now() : instantOf(time);
    const rows = await accessAt(createStores(ctx).store, at);
    if (!csv) return print(json, { at: new Date(at).toISOString(), access: rows }, () => text(rows, at));
    sayCsv([COLUMNS.map(([name]) => name), ...rows.map((row) => COLUMNS.map(([, cell]) => cell(row) ?? ''))]);
  });

/** `emergency access`: the access review. */
export const accessCommand = (program: Command): void => {
  program
    .command('access')
    .description('list who may change which locations, since when and by whom, from the log (access review)')
    .option('--at <time>', 'the access at an earlier time, with its zone (default: now)')
    .option('--csv', 'print CSV, which spreadsheets open')
    .action(access);
};
