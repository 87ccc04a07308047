import type { BoardRow, BoardTable } from '../../domain/read-models.ts';

export type MemoryBoard = BoardTable & {
  rows: Map<string, BoardRow>;
  cost: { reads: number; writes: number };
};

/** The emergency board in a map, counting what each read and write would cost. */
export const memoryBoard = (): MemoryBoard => {
  const rows = new Map<string, BoardRow>();
  const cost = { reads: 0, writes: 0 };
  return {
    rows,
    cost,
    async get(location) {
      cost.reads += 1;
      return structuredClone(rows.get(location) ?? null);
    },
    async put(row, mayEqual = false) {
      cost.writes += 1;
      const there = rows.get(row.location)?.seq ?? -1;
      const newer = mayEqual ? there <= row.seq : there < row.seq;
      if (newer) rows.set(row.location, structuredClone(row));
      return newer;
    },
    async *all() {
      yield* structuredClone([...rows.values()]);
    },
  };
};
