import jStat from 'jstat';

/** How likely counts that differ as much as these or more are by chance, were all equally likely (chi-square test). */
export const uniformityP = (counts: ArrayLike<number>): number => {
  const all = Array.from(counts);
  const expected = all.reduce((sum, one) => sum + one, 0) / all.length;
  const value = all.reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0);
  return 1 - jStat.chisquare.cdf(value, all.length - 1);
};
