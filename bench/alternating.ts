import { random } from '../test/kit/random.ts';
import { median } from './statistics.ts';

/** Prepares one call. Only the call itself is timed, unless it returns its own milliseconds. */
type Contestant = () => () => Promise<unknown>;

/** Milliseconds of every call, by contestant, in order. */
export type Timings<Name extends string> = Record<Name, number[]>;

/**
 * Times contestants against each other in one run. Each round calls every contestant once, in an order shuffled by the
 * seed, so that other load on the machine affects all of them alike. All calls are prepared before the first is timed;
 * the `warmUp` rounds are not counted.
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
      const reported = await call();
      const elapsed = performance.now() - start;
      if (round >= warmUp) timings[name].push(typeof reported === 'number' ? reported : elapsed);
    }
  return timings;
};

/** The ratio of two contestants' medians over the whole run, and its minimum and maximum over five parts of the run. */
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

/** Fisher-Yates shuffle, deterministic for a seed. */
const shuffler = (seed: number) => {
  const { below } = random(seed);
  return <T>(items: T[]): T[] => {
    const rest = [...items];
    return items.flatMap(() => rest.splice(below(rest.length), 1));
  };
};
