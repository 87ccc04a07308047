/** How often a time of one sample is longer than one of the other, and how far chance alone moves that (one standard error). */
export type Order = { longer: number; error: number };

/**
 * Compares by rank (Mann and Whitney): a busy machine that makes a few times a thousandfold longer moves it no more than any other.
 * A half means that nobody can tell which sample a time is of.
 * @param a sorted, as `b` is
 */
export const orderOf = (a: Float64Array, b: Float64Array): Order => {
  let wins = 0;
  let shorter = 0;
  let notLonger = 0;
  for (const time of a) {
    while (shorter < b.length && (b[shorter] as number) < time) shorter += 1;
    while (notLonger < b.length && (b[notLonger] as number) <= time) notLonger += 1;
    wins += (shorter + notLonger) / 2;
  }
  const pairs = a.length * b.length;
  return { longer: wins / pairs, error: Math.sqrt((a.length + b.length + 1) / (12 * pairs)) };
};

/** How far from a half the truth may be: 999 of 1,000 such measurements have it within this. */
export const mostOff = ({ longer, error }: Order): number => Math.abs(longer - 0.5) + 3.29 * error;
