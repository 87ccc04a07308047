import {
  type BoardRow,
  type BoardTable,
  type DirectoryTable,
  displayedRow,
} from '../../domain/emergency/index.ts';

/** The ids of those who were erased: views do not name them any more. */
export const erasedIds = async (directory: DirectoryTable): Promise<Set<string>> => {
  const erased = new Set<string>();
  for await (const row of directory.all()) if (row.erased) erased.add(row.adminId);
  return erased;
};

/** The board as people see it, in the order of the locations. */
export const displayedBoard = async (tables: {
  board: BoardTable;
  directory: DirectoryTable;
}): Promise<BoardRow[]> => {
  const erased = await erasedIds(tables.directory);
  const rows: BoardRow[] = [];
  for await (const row of tables.board.all()) rows.push(displayedRow(row, erased));
  return rows.sort((a, b) => (a.location < b.location ? -1 : 1));
};
