import { type DirectoryRow, type DirectoryTable, ERASED } from '../domain/emergency/index.ts';

/** The directory sorted by id, revoked and erased administrators included. */
export const adminRows = async (directory: DirectoryTable): Promise<DirectoryRow[]> => {
  const rows: DirectoryRow[] = [];
  for await (const row of directory.all()) rows.push(row);
  return rows.sort((a, b) => (a.adminId < b.adminId ? -1 : 1));
};

/** A row for display: the number masked. */
export const adminRowView = (row: DirectoryRow) => ({
  adminId: row.adminId,
  name: row.erased ? ERASED : (row.name ?? null),
  number: row.maskedNumber,
  locations: row.locations,
  language: row.language,
  phone: row.phone.type,
  enrolled: row.number !== undefined,
});
