/**
 * Hands out what comes in any order in the order of its numbers, dense from `first`. What comes in turn is handed on at
 * once and kept nowhere; what comes early waits.
 */
export const inOrder = <Value>(first: number, take: (value: Value, number: number) => void) => {
  /** Made when it is needed: there is one of these for every stream. */
  let waiting: Map<number, Value> | undefined;
  let next = first;
  const handOn = (value: Value): void => {
    next += 1;
    take(value, next - 1);
  };
  const drain = (): void => {
    for (let due = waiting?.get(next); due !== undefined; due = waiting?.get(next)) {
      waiting?.delete(next);
      handOn(due);
    }
  };
  return {
    /** False when something with this number was there before. */
    add(number: number, value: Value): boolean {
      if (number < next || waiting?.has(number)) return false;
      if (number === next) {
        handOn(value);
        drain();
      } else {
        waiting ??= new Map();
        waiting.set(number, value);
      }
      return true;
    },
    /** The first number that has not come. */
    next: () => next,
    /** What waits behind it, in order. */
    waiting: (): [number, Value][] => [...(waiting ?? [])].sort(([a], [b]) => a - b),
  };
};
