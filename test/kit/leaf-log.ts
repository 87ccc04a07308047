import type {
  Anchor,
  CheckpointLog,
  Leaf,
  LeafLog,
  StoredCheckpoint,
} from '../../domain/ledger/proof/leaf-log.ts';
import { turn } from './system.ts';

/** A leaf log in an array. */
export const memoryLeafLog = (): LeafLog & { all: Leaf[] } => {
  const all: Leaf[] = [];
  return {
    all,
    next: async () => all.length,
    sequencedTo: async (stream) => all.findLast((leaf) => leaf.stream === stream)?.seq ?? 0,
    async append(leaves) {
      for (const leaf of leaves) {
        await turn();
        all[leaf.index] ??= leaf;
        if (all[leaf.index]?.id !== leaf.id) return false;
      }
      return true;
    },
    async *leaves(from) {
      yield* all.slice(from);
    },
    page: async (from, most) => all.slice(from, from + most),
    size: async () => all.length,
  };
};

/** Checkpoints in an array. */
export const memoryCheckpoints = (): CheckpointLog & { all: StoredCheckpoint[] } => {
  const all: StoredCheckpoint[] = [];
  return {
    all,
    newest: async () => all.at(-1) ?? null,
    async append(checkpoint) {
      if (checkpoint.serial !== all.length + 1) return false;
      all.push(checkpoint);
      return true;
    },
  };
};

/** Every stored note, in order. */
export const memoryAnchor = (): Anchor & { notes: Map<string, string>; stored: string[] } => {
  const notes = new Map<string, string>();
  const stored: string[] = [];
  return {
    notes,
    stored,
    async store(name, note) {
      stored.push(name);
      notes.set(name, note);
    },
    async newest(size) {
      const found = [...notes]
        .filter(([name]) => Number(name) >= size)
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const [name, note] = found.at(-1) ?? [];
      return name === undefined || note === undefined ? null : { name, note };
    },
  };
};
