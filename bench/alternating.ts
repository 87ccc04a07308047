import { random } from '../test/kit/random.ts';
import { median } from './statistics.ts';

/** Makes one call ready; only the call itself is timed, unless it answers its own milliseconds. */
type Contestant = () => () => Promise<unknown>;

/** Milliseconds of every call, by contestant, in the order they were made. */
export type Timings<Name extends string> = Record<Name, number[]>;

/**
 * Times contestants against each other in one run: each round calls every one of them once, in an order shuffled by the
 * seed, so that whatever else the machine does meets them all alike. All calls are made ready before the first is timed;
 * the first rounds warm up and are not counted.
 */
export const runAlternating = async <Name extends string>(
  contestants: Record<Name, Contestant>,
  { rounds, warmUp, seed }: { rounds: number; warmUp: number; seed: number },
): Promise<Timings<Name>> => {
  const names = Object.keys(contestants) as Name[];
  const timings = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Timings<Name>;
  const shuffle = shuffler(seed);
  const prepared = Array.from({ length: warmUp + rounds }, () =>
    shuffle(names.map((name) => ({ name, call: contestants[name]() }))),
  );
  for (const [round, calls] of prepared.entries())
    for (const { name, call } of calls) {
      const start = performance.now();
      const own = await call();
      const passed = performance.now() - start;
      if (round >= warmUp) timings[name].push(typeof own === 'number' ? own : passed);
    }
  return timings;
};

/** The ratio of two contestants' medians over the whole run, and the least and greatest of its five parts. */
export const ratio = (ours: number[], theirs: number[]) => {
  const parts = Array.from(
    { length: PARTS },
    (_, part) => median(slice(ours, part)) / median(slice(theirs, part)),
  );
  return { ratio: median(ours) / median(theirs), least: Math.min(...parts), greatest: Math.max(...parts) };
};

const PARTS = 5;
const slice = (all: number[], part: number) =>
  all.slice(Math.floor((all.length * part) / PARTS), Math.floor((all.length * (part + 1)) / PARTS));

/** Fisher and Yates' shuffle: the same seed, the same orders. */
const shuffler = (seed: number) => {
  const { below } = random(seed);
  return <T>(items: T[]): T[] => {
    const rest = [...items];
    return items.flatMap(() => rest.splice(below(rest.length), 1));
  };
};
