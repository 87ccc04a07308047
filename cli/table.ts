import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { escaped } from '../domain/ledger/index.ts';

const GAP = '  ';
/** The narrowest that a column becomes, in characters. */
const NARROWEST = 6;

/** Columns of the terminal, or of COLUMNS; infinite where a program reads the output. */
const terminalWidth = (): number =>
  (process.stdout.isTTY ? process.stdout.columns : Number(process.env.COLUMNS)) || Number.POSITIVE_INFINITY;

/** Where a word that is wider than its column may be broken: after the slash of an actor, a stream or a time zone. */
const SLASH = /(?<=\w\/)(?=\w)/;

const longestWord = (cells: readonly string[]): number =>
  cells.reduce((longest, cell) => {
    const words = cell.split(/\s+/).flatMap((word) => word.split(SLASH));
    return Math.max(longest, ...words.map((word) => stringWidth(word)));
  }, 0);

/** Words up to this width are kept whole where another column can become narrower. */
const LONGEST_KEPT = 20;

/** The least widths to try, one after another: whole words, then longer ones broken, then those of the header too. */
const leastWidths = (rows: readonly (readonly string[])[]): number[][] => {
  const header = rows[0] ?? [];
  const [ofHeader, ofAll] = [[header], rows].map((some) =>
    header.map((_, column) => longestWord(some.map((row) => row[column] ?? ''))),
  ) as [number[], number[]];
  const kept = Array.from({ length: LONGEST_KEPT - NARROWEST + 1 }, (_, index) =>
    ofAll.map((width, column) => Math.max(ofHeader[column] ?? 0, Math.min(width, LONGEST_KEPT - index))),
  );
  return [...kept, header.map(() => NARROWEST)];
};

const sum = (widths: readonly number[]) => widths.reduce((all, width) => all + width, 0);

/** The widths of columns within a total: the widest become narrower, alike, but none than its least width. */
const narrowed = (natural: readonly number[], least: readonly number[], total: number): number[] => {
  const within = (widest: number) =>
    natural.map((width, column) => Math.min(width, Math.max(widest, least[column] ?? 0)));
  let widest = Math.max(...natural, 0);
  while (widest > NARROWEST && sum(within(widest)) > total) widest -= 1;
  return within(widest);
};

const fitted = (
  rows: readonly (readonly string[])[],
  natural: readonly number[],
  total: number,
): number[] => {
  if (sum(natural) <= total) return [...natural];
  const tried = leastWidths(rows).map((least) => narrowed(natural, least, total));
  return tried.find((widths) => sum(widths) <= total) ?? tried.at(-1) ?? [];
};

const wrap = (cell: string, width: number): string[] => {
  const broken = cell.replace(/\S+/g, (word) =>
    stringWidth(word) > width ? word.split(SLASH).join('\n') : word,
  );
  return wrapAnsi(broken, width, { hard: true }).split('\n');
};

/** A row as lines: each cell wrapped within its column. */
const lines = (cells: readonly string[], widths: readonly number[]): string[] => {
  const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 0));
  const height = Math.max(...wrapped.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    wrapped
      .map((cell, column) => {
        const text = cell[line] ?? '';
        return text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(text)));
      })
      .join(GAP)
      .trimEnd(),
  );
};

/** Aligns rows of text in columns that fit the terminal; a line break within a cell is escaped. */
export const table = (unsafe: readonly (readonly string[])[]): string => {
  const rows = unsafe.map((row) => row.map(escaped));
  const natural = (rows[0] ?? []).map((_, column) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[column] ?? '')), 0),
  );
  const widths = fitted(rows, natural, terminalWidth() - GAP.length * (natural.length - 1));
  return rows.flatMap((row) => lines(row, widths)).join('\n');
};
