/** The quantile of `values` at `share` (0 to 1), by nearest rank; NaN when there are none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

/** A contestant in the JSON report; times in milliseconds. */
export const summary = (values: readonly number[]) => ({
  calls: values.length,
  p50: rounded(quantile(values, 0.5)),
  p95: rounded(quantile(values, 0.95)),
  p99: rounded(quantile(values, 0.99)),
});

export const rounded = (value: number): number => Math.round(value * 1000) / 1000;
