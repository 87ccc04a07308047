/** Faults with how often they came; ids and numbers in them are left out, so that like ones count as one. */
export type Tally = { add(...faults: (readonly string[])[]): void; none(): boolean; toString(): string };

export const tally = (): Tally => {
  const seen = new Map<string, number>();
  return {
    add: (...faults) => {
      for (const fault of faults.flat()) {
        const kind = fault.replace(/[0-9A-HJKMNP-TV-Z]{26}/g, '…').replace(/\d+/g, '#');
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }
    },
    none: () => seen.size === 0,
    toString: () => {
      const total = [...seen.values()].reduce((sum, times) => sum + times, 0);
      const kinds = [...seen].slice(0, 5).map(([kind, times]) => `${times} × ${kind}`);
      return [`${total} breaches`, ...kinds].join('; ');
    },
  };
};
