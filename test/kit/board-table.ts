import type { BoardRow, BoardTable } from '../../domain/emergency/read-models.ts';

export type MemoryBoard = BoardTable & {
  rows: Map<string, BoardRow>;
  cost: { reads: number; writes: number };
};

/** An emergency board in a map, which counts its cost: half a read unit for a read, a whole one when consistent. */
export const memoryBoard = (): MemoryBoard => {
  const rows = new Map<string, BoardRow>();
  const cost = { reads: 0, writes: 0 };
  return {
    rows,
    cost,
    async get(location, consistent = false) {
      cost.reads += consistent ? 1 : 0.5;
      return structuredClone(rows.get(location) ?? null);
    },
    async put(row, mayEqual = false) {
      cost.writes += 1;
      const there = rows.get(row.location)?.seq ?? -1;
      const newer = mayEqual ? there <= row.seq : there < row.seq;
      if (newer) rows.set(row.location, structuredClone(row));
      return newer;
    },
    async probe() {
      cost.writes += 1;
    },
    async remove({ location, seq }) {
      return rows.get(location)?.seq === seq && rows.delete(location);
    },
    async *all() {
      yield* structuredClone([...rows.values()]);
    },
  };
};
