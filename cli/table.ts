import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { escaped } from '../domain/ledger/index.ts';

const GAP = '  ';
/** The narrowest that a column becomes, in characters. */
const NARROWEST = 6;

/** Columns of the terminal, or of COLUMNS; infinite where a program reads the output. */
const terminalWidth = (): number =>
  (process.stdout.isTTY ? process.stdout.columns : Number(process.env.COLUMNS)) || Number.POSITIVE_INFINITY;

/** The widths of columns within a total: the widest become narrower, alike. */
const fitted = (natural: readonly number[], total: number): number[] => {
  let widest = Math.max(...natural, 0);
  const sum = () => natural.reduce((all, width) => all + Math.min(width, widest), 0);
  while (widest > NARROWEST && sum() > total) widest -= 1;
  return natural.map((width) => Math.min(width, widest));
};

/** A row as lines: each cell wrapped within its column. */
const lines = (cells: readonly string[], widths: readonly number[]): string[] => {
  const wrapped = cells.map((cell, column) =>
    wrapAnsi(cell, widths[column] ?? 0, { hard: true }).split('\n'),
  );
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
    Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))),
  );
  const widths = fitted(natural, terminalWidth() - GAP.length * (natural.length - 1));
  return rows.flatMap((row) => lines(row, widths)).join('\n');
};
