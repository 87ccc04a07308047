import type { Command } from 'commander';
import { timeIn } from '../domain/config/local-time.ts';
import { createQueries } from '../handlers/composition/projector.ts';
import { sumBehind } from '../use-cases/queries/behind.ts';
import { type LocationOnBoard, locationBoard } from '../use-cases/queries/location-board.ts';
import { behindLines } from './behind.ts';
import { onLine } from './connection.ts';
import { shownZone, zoneOption } from './event-filter.ts';
import { print } from './output.ts';
import { table } from './table.ts';

type Column = { title: string; text(row: LocationOnBoard, timeZone: string): string };

const minute = (at: string | null, timeZone: string) =>
  at === null ? '' : timeIn(Date.parse(at), timeZone, 'minute');

const statusOf = ({ emergency, emergencyType, since }: LocationOnBoard): string => {
  if (emergency) return `EMERGENCY: ${emergencyType}`;
  return since === null ? 'open (never changed)' : 'open';
};

const byOf = ({ setBy, last }: LocationOnBoard): string =>
  [setBy ?? '', ...(last ? [`${last.kind} by ${last.by}`] : [])].join('; ');

const heardOf = ({ callersHear, configured }: LocationOnBoard): string => {
  const texts = Object.entries(callersHear);
  if (!configured) return '(not in the configuration: the flows know no such location)';
  return texts.length === 1
    ? (texts[0]?.[1] ?? '')
    : texts.map(([code, text]) => `${code}: ${text}`).join(' ');
};

const COLUMNS: readonly Column[] = [
  { title: 'LOCATION', text: ({ location }) => location },
  { title: 'STATUS', text: statusOf },
  { title: 'SINCE', text: ({ since }, timeZone) => minute(since, timeZone) },
  { title: 'UNTIL', text: ({ until }, timeZone) => minute(until, timeZone) },
  { title: 'BY', text: byOf },
  { title: 'CALLERS HEAR', text: heardOf },
];

/** The board as a table; a column in which no location has anything is left out. */
export const boardText = (rows: readonly LocationOnBoard[], timeZone: string): string => {
  const columns = COLUMNS.map(({ title, text }) => [title, ...rows.map((row) => text(row, timeZone))]);
  const filled = columns.filter((cells) => cells.slice(1).some((cell) => cell !== ''));
  return table(['', ...rows].map((_, line) => filled.map((cells) => cells[line] ?? '')));
};

const printBoard = ({ json, zone }: { json?: boolean; zone?: string }) =>
  onLine(async ({ ctx }) => {
    const timeZone = shownZone(zone);
    const queries = createQueries(ctx);
    const rows = await locationBoard(queries, ctx.config, ctx.system.now());
    const behind = sumBehind(await queries.boardBehind(), await queries.directoryBehind());
    print(json, { board: rows, behind }, () =>
      [...behindLines('the board', behind), boardText(rows, timeZone)].join('\n'),
    );
  });

/** `emergency board`. */
export const boardCommand = (program: Command): void => {
  program
    .command('board')
    .description('show the current status of every location, since when, by whom, and what callers hear')
    .addOption(zoneOption())
    .action(printBoard);
};
