import type { BusEntry, EventBus } from '../../domain/emergency/ports.ts';

export type MemoryBus = EventBus & {
  taken: BusEntry[];
  /** The entries of every call, failed calls included. */
  calls: BusEntry[][];
  /** The results of the next calls: an error code or null for each entry, or an error. After them, everything is accepted. */
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
