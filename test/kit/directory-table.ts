import type { DirectoryRow, DirectoryTable } from '../../domain/emergency/read-models.ts';

export type MemoryDirectory = DirectoryTable & { rows: Map<string, DirectoryRow> };

/** An administrators' directory in a map. */
export const memoryDirectory = (): MemoryDirectory => {
  const rows = new Map<string, DirectoryRow>();
  return {
    rows,
    async find(number) {
      const found = [...rows.values()].find((row) => row.number === number.reveal());
      return structuredClone(found ?? null);
    },
    async get(adminId) {
      return structuredClone(rows.get(adminId) ?? null);
    },
    async put(row, mayEqual = false) {
      const there = rows.get(row.adminId)?.seq ?? -1;
      const newer = mayEqual ? there <= row.seq : there < row.seq;
      if (newer) rows.set(row.adminId, structuredClone(row));
      return newer;
    },
    async remove({ adminId, seq }) {
      return rows.get(adminId)?.seq === seq && rows.delete(adminId);
    },
    async *all() {
      yield* structuredClone([...rows.values()]);
    },
  };
};

/** Changes a row past every rule, as somebody with write access to the table does. */
export const forgeRow = (
  { ports }: { ports: { directory: MemoryDirectory } },
  adminId: string,
  forged: Partial<DirectoryRow>,
): void => {
  const { rows } = ports.directory;
  const row = rows.get(adminId) ?? rows.values().next().value;
  if (!row) throw new Error('the directory is empty');
  rows.set(adminId, { ...row, adminId, ...forged });
};
