import {
  type BoardRow,
  type BoardTable,
  type DirectoryTable,
  displayedRow,
} from '../../domain/emergency/index.ts';

/** The ids of erased administrators, whom views must not name. */
export const erasedIds = async (directory: DirectoryTable): Promise<Set<string>> => {
  const erased = new Set<string>();
  for await (const row of directory.all()) if (row.erased) erased.add(row.adminId);
  return erased;
};

/** The board for display, by location, without the names of erased administrators. */
export const displayedBoard = async (tables: {
  board: BoardTable;
  directory: DirectoryTable;
}): Promise<BoardRow[]> => {
  const erased = await erasedIds(tables.directory);
  const rows: BoardRow[] = [];
  for await (const row of tables.board.all()) rows.push(displayedRow(row, erased));
  return rows.sort((a, b) => (a.location < b.location ? -1 : 1));
};
