import type { Command } from 'commander';
import type { DirectoryRow } from '../domain/emergency/index.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { COLUMNS } from './admin-file.ts';
import { adminRows, adminRowView } from './admin-row-view.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { reasonOf } from './operator-action.ts';
import { print, sayCsv, UserError, warn } from './output.ts';
import { table } from './table.ts';

type Options = { csv?: boolean; unmask?: boolean; reason?: string; as?: string; json?: boolean };
type Row = ReturnType<typeof adminRowView>;

const csv = (rows: readonly Row[]): (readonly string[])[] => [
  COLUMNS,
  ...rows.map((row) => COLUMNS.map((name) => (row[name] === null ? '' : String(row[name])))),
];

const text = (rows: readonly Row[]): string =>
  table([
    ['ADMIN', 'NAME', 'NUMBER', 'PHONE', 'LOCATIONS', 'ENROLLED'],
    ...rows.map((row) => [
      row.adminId,
      row.name ?? '-',
      row.number,
      row.phone,
      row.locations.join(','),
      row.enrolled ? 'yes' : 'no',
    ]),
  ]);

/** A row for display: the number masked, unless it was recorded that it is not. */
const viewOf = (row: DirectoryRow, unmask: boolean | undefined): Row => ({
  ...adminRowView(row),
  ...(unmask && row.number !== undefined ? { number: row.number } : {}),
});

const list = ({ csv: asCsv, unmask, json, ...why }: Options) =>
  onLine(async ({ ctx, operate }) => {
    if (asCsv && json) throw new UserError('--csv and --json exclude each other');
    const { directory, directoryBehind } = createQueries(ctx);
    if (unmask) await operate('export/unmask', { query: { of: 'administrators' }, reason: reasonOf(why) });
    const rows = (await adminRows(directory)).map((row) => viewOf(row, unmask));
    const behind = await directoryBehind();
    const late = behindLines('the directory of administrators', behind);
    if (!asCsv) return print(json, { admins: rows, behind }, () => [...late, text(rows)].join('\n'));
    warn(late);
    sayCsv(csv(rows));
  });

/** `emergency admin list`. */
export const listCommand = (admin: Command): void => {
  admin
    .command('list')
    .description('list administrators; phone numbers are masked')
    .option('--csv', 'print CSV, which admin import reads')
    .option('--unmask', 'print phone numbers unmasked; recorded as an event; requires --reason')
    .option('--reason <text>', 'why unmasked numbers are needed; recorded in the event')
    .option('--as <note>', 'a note of who asked for unmasked numbers, added to the reason')
    .action(list);
};
