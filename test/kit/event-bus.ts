import type { BusEntry, EventBus } from '../../domain/emergency/ports.ts';

export type MemoryBus = EventBus & {
  taken: BusEntry[];
  /** The entries of every call, that which failed included. */
  calls: BusEntry[][];
  /** What the next calls come to: an error code or null for each entry, or an error. Used up: everything is taken. */
  script: ((string | null)[] | Error)[];
};

export const memoryBus = (): MemoryBus => {
  const taken: BusEntry[] = [];
  const calls: BusEntry[][] = [];
  const script: MemoryBus['script'] = [];
  return {
    taken,
    calls,
    script,
    async publish(entries) {
      calls.push([...entries]);
      const results = script.shift() ?? entries.map(() => null);
      if (results instanceof Error) throw results;
      taken.push(...entries.filter((_, index) => results[index] === null));
      return results;
    },
  };
};
