/** ln Γ(x) by Lanczos' approximation (g = 7, nine terms), good to some fifteen digits for x > 0.5. */
const logGamma = (x: number): number => {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const sum = terms.reduce((total, term, index) => total + (index === 0 ? term : term / (x - 1 + index)), 0);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
};

const ENOUGH = 1e-15;

/** The lower incomplete gamma function's share, by its series: for x < a + 1. */
const lowerShare = (a: number, x: number): number => {
  let term = 1 / a;
  let sum = term;
  for (let n = a + 1; term > sum * ENOUGH; n += 1) {
    term *= x / n;
    sum += term;
  }
  return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
};

/** The upper one's, by Lentz' continued fraction: for x >= a + 1. */
const upperShare = (a: number, x: number): number => {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, step = 0; Math.abs(step - 1) > ENOUGH && n < 10_000; n += 1) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    step = c * d;
    fraction *= step;
  }
  return fraction * Math.exp(a * Math.log(x) - x - logGamma(a));
};

/** How likely a chi-square of `value` or more is by chance, at so many degrees of freedom. */
const chiSquareP = (value: number, freedom: number): number => {
  const [a, x] = [freedom / 2, value / 2];
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lowerShare(a, x) : upperShare(a, x);
};

/** How far counts are from being all alike, as a probability. */
export const uniformityP = (counts: ArrayLike<number>): number => {
  const all = Array.from(counts);
  const expected = all.reduce((sum, one) => sum + one, 0) / all.length;
  const value = all.reduce((sum, one) => sum + (one - expected) ** 2 / expected, 0);
  return chiSquareP(value, all.length - 1);
};
