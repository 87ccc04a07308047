/**
 * Passes values on in the order of their numbers, dense from `first`, whatever the order they are added in. A value that is
 * next is passed on at once; an early one waits.
 */
export const inOrder = <Value>(first: number, take: (value: Value, number: number) => void) => {
  /** Created when needed: there is one queue per stream, and most never wait. */
  let waiting: Map<number, Value> | undefined;
  let next = first;
  const passOn = (value: Value): void => {
    next += 1;
    take(value, next - 1);
  };
  const drain = (): void => {
    for (let due = waiting?.get(next); due !== undefined; due = waiting?.get(next)) {
      waiting?.delete(next);
      passOn(due);
    }
  };
  return {
    /** Returns false for a duplicate number. */
    add(number: number, value: Value): boolean {
      if (number < next || waiting?.has(number)) return false;
      if (number === next) {
        passOn(value);
        drain();
      } else {
        waiting ??= new Map();
        waiting.set(number, value);
      }
      return true;
    },
    /** The first number not yet added. */
    next: () => next,
    /** The values waiting behind it, in order. */
    waiting: (): [number, Value][] => [...(waiting ?? [])].sort(([a], [b]) => a - b),
  };
};
