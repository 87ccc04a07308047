import { type DirectoryRow, type DirectoryTable, ERASED } from '../domain/emergency/index.ts';

/** The directory in the order of its ids, with those who are off the list. */
export const adminRows = async (directory: DirectoryTable): Promise<DirectoryRow[]> => {
  const rows: DirectoryRow[] = [];
  for await (const row of directory.all()) rows.push(row);
  return rows.sort((a, b) => (a.adminId < b.adminId ? -1 : 1));
};

/** A row for the screen: numbers masked, a revoked one said to be so. */
export const adminRowView = (row: DirectoryRow) => ({
  adminId: row.adminId,
  name: row.erased ? ERASED : (row.name ?? null),
  number: row.maskedNumber,
  locations: row.locations,
  language: row.language,
  phone: row.phone.type,
  onTheList: row.number !== undefined,
});
