import type { Choose } from '../tasks.ts';

/** Every sequence in which each of `tasks` numbers occurs `times` times: 3 × 4 gives 34,650, 2 × 6 gives 924. */
export function* words(tasks: number, times: number): Generator<readonly number[]> {
  const left = Array<number>(tasks).fill(times);
  const word: number[] = [];
  function* longer(): Generator<readonly number[]> {
    if (word.length === tasks * times) yield [...word];
    for (const [letter, some] of left.entries()) {
      if (some === 0) continue;
      left[letter] = some - 1;
      word.push(letter);
      yield* longer();
      word.pop();
      left[letter] = some;
    }
  }
  yield* longer();
}

/** Follows a word, leaving out letters of tasks that have ended; what is left after it (new tries, say) goes in order. */
export const following = (word: readonly number[]): Choose => {
  let place = 0;
  return (waiting) => {
    while (place < word.length) {
      const letter = word[place] as number;
      place += 1;
      if (waiting.includes(letter)) return letter;
    }
    return waiting[0] as number;
  };
};

/**
 * Runs once for every schedule there is, depth first: each run repeats the choices of the one before up to the last that
 * has another way to go. Tries after conflicts are choices as all others. Answers how many there are.
 */
export const everySchedule = async (run: (choose: Choose) => Promise<void>): Promise<number> => {
  const path: { chosen: number; of: number }[] = [];
  for (let schedules = 1; ; schedules += 1) {
    let depth = 0;
    await run((waiting) => {
      path[depth] ??= { chosen: 0, of: waiting.length };
      const { chosen } = path[depth] as { chosen: number };
      depth += 1;
      return waiting[chosen] as number;
    });
    while (path.length > 0 && path.at(-1)?.chosen === (path.at(-1)?.of ?? 0) - 1) path.pop();
    const last = path.at(-1);
    if (!last) return schedules;
    last.chosen += 1;
  }
};
