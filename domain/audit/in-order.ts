/**
 * Hands out what comes in any order in the order of its numbers, dense from `first`. What comes in turn is handed on at
 * once and kept nowhere; what comes early waits.
 */
export const inOrder = <Value>(first: number, take: (value: Value, number: number) => void) => {
  const waiting = new Map<number, Value>();
  let next = first;
  return {
    /** False when something with this number was there before. */
    add(number: number, value: Value): boolean {
      if (number < next || waiting.has(number)) return false;
      waiting.set(number, value);
      for (let due = waiting.get(next); due !== undefined; due = waiting.get(next)) {
        waiting.delete(next);
        next += 1;
        take(due, next - 1);
      }
      return true;
    },
    /** The first number that has not come. */
    next: () => next,
    /** What waits behind it, in order. */
    waiting: (): [number, Value][] => [...waiting].sort(([a], [b]) => a - b),
  };
};
